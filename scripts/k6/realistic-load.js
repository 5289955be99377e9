// A day's shape: mornings that rise, a dip at noon, evenings that fade; a flatter and later day at
// the week-end. Most users look, some send a list through the call chain, a few make CPUs burn.
//
//   k6 run -e BASE_URL=http://localhost:8000 scripts/k6/realistic-load.js
//
//   -e DAY=weekend     that of a Saturday or Sunday (weekday)
//   -e HOUR=60         seconds that an hour lasts (10)
//   -e PEAK=200        requests per second at the busiest hour of a weekday (50)
import { THRESHOLDS, get, positive, process, seconds } from './common.js';

// Of the peak, in per cent, at the end of each hour from 0 to 23.
const SHAPES = {
  weekday: [8, 5, 4, 3, 4, 8, 18, 40, 70, 90, 100, 95, 75, 80, 95, 98, 92, 85, 75, 65, 52, 40, 26, 14],
  weekend: [12, 8, 5, 4, 3, 4, 6, 10, 18, 28, 38, 44, 46, 44, 42, 42, 44, 48, 52, 55, 50, 40, 30, 20],
};

const DAY = __ENV.DAY || 'weekday';
const HOUR = positive('HOUR', 10);
const PEAK = positive('PEAK', 50);

if (!SHAPES[DAY]) {
  throw new Error(`DAY is '${DAY}', must be one of ${Object.keys(SHAPES).join(', ')}`);
}

export const options = {
  scenarios: {
    day: {
      executor: 'ramping-arrival-rate',
      startRate: 1,
      timeUnit: '1s',
      preAllocatedVUs: 50,
      maxVUs: 500,
      stages: SHAPES[DAY].map((share) => ({
        duration: seconds(HOUR),
        target: Math.max(1, Math.round((PEAK * share) / 100)),
      })),
    },
  },
  thresholds: {
    http_req_failed: THRESHOLDS.http_req_failed,
    checks: THRESHOLDS.checks,
    // Burning takes its second; who looks mustn't wait for it.
    'http_req_duration{kind:look}': THRESHOLDS.http_req_duration,
    dropped_iterations: ['count<1'],
  },
};

export default function () {
  const user = Math.random();
  if (user < 0.88) {
    get('/', { kind: 'look' });
  } else if (user < 0.99) {
    process(['dado']);
  } else {
    get('/cpu/1', { kind: 'burn' });
  }
}
