// Users: 20, 50, 80, 100, 150 of them, each asking once a second. What a Pods or CPU trigger sees.
//
//   k6 run -e BASE_URL=http://localhost:8000 scripts/k6/load.js
//
//   -e TARGET=/cpu/1   another path (/)
//   -e SPEED=10        stages of a tenth of the time
import { sleep } from 'k6';
import { THRESHOLDS, get, seconds } from './common.js';

const TARGET = __ENV.TARGET || '/';

export const options = {
  stages: [
    { duration: seconds(10), target: 20 },
    { duration: seconds(20), target: 50 },
    { duration: seconds(30), target: 80 },
    { duration: seconds(60), target: 100 },
    { duration: seconds(60), target: 150 },
    { duration: seconds(20), target: 0 },
  ],
  thresholds: THRESHOLDS,
};

export default function () {
  get(TARGET);
  sleep(1);
}
