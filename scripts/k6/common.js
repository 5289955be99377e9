// What the scripts have in common: where the load goes, how fast its clock runs, what must hold.
import http from 'k6/http';
import { check } from 'k6';

export const BASE_URL = (__ENV.BASE_URL || 'http://localhost:8000').replace(/\/+$/, '');

const SPEED = positive('SPEED', 1);

/** Fails the run, with exit status 99, where the application doesn't keep up. */
export const THRESHOLDS = {
  http_req_failed: ['rate<0.01'],
  http_req_duration: ['p(95)<500'],
  checks: ['rate>0.99'],
};

/** A setting from `-e NAME=...`: a number above zero. */
export function positive(name, byDefault) {
  const value = Number(__ENV[name] || byDefault);
  if (!(value > 0)) {
    throw new Error(`${name} is '${__ENV[name]}', must be a number above 0`);
  }
  return value;
}

/** So many seconds of the script's clock, as k6 writes durations. */
export function seconds(count) {
  return `${Math.max(1, Math.round((1000 * count) / SPEED))}ms`;
}

/** Asks, and checks that the answer is good. */
export function get(path, tags) {
  return checked(http.get(`${BASE_URL}${path}`, { tags }));
}

/** Sends a list through the call chain, and checks that it comes back longer. */
export function process(list) {
  const response = http.post(`${BASE_URL}/process`, JSON.stringify(list), {
    headers: { 'Content-Type': 'application/json' },
  });
  check(response, { 'list grew': (r) => r.status === 200 && r.json().length > list.length });
  return response;
}

function checked(response) {
  check(response, { 'status 200': (r) => r.status === 200 });
  return response;
}
