// Requests per second, however slow the answers: up to the rate, there for a while, and down again.
// At 10 requests per second a replica, the default of 50 asks for five.
//
//   k6 run -e BASE_URL=http://localhost:8000 scripts/k6/load-test.js
//
//   -e RATE=200        requests per second at the top (50)
//   -e TARGET=/cpu/1   another path (/)
//   -e SPEED=10        stages of a tenth of the time
import { THRESHOLDS, get, positive, seconds } from './common.js';

const RATE = positive('RATE', 50);
const TARGET = __ENV.TARGET || '/';

export const options = {
  scenarios: {
    rate: {
      executor: 'ramping-arrival-rate',
      startRate: 1,
      timeUnit: '1s',
      preAllocatedVUs: 50,
      maxVUs: 500,
      stages: [
        { duration: seconds(60), target: RATE },
        { duration: seconds(180), target: RATE },
        { duration: seconds(60), target: 1 },
      ],
    },
  },
  thresholds: { ...THRESHOLDS, dropped_iterations: ['count<1'] },
};

export default function () {
  get(TARGET);
}
