// A slow line: each question takes a round trip, and all answers share what the line carries. The page's connection is
// there since it loaded the widget; browsers give the frame of another site one of its own, which takes two trips more
// (TCP and TLS). Made by the server, because what a browser slows down it slows for one of the page's frames only.

import { slow } from './plan.mjs';

export function slowLine() {
  let isFreeAt = 0;
  return {
    travel: (path) => sleep((path.startsWith('/frame/') ? 3 : 1) * slow.roundTrip),
    /** Once the last byte is there. */
    arrive(bytes) {
      const now = performance.now();
      isFreeAt = Math.max(now, isFreeAt) + (bytes / slow.bytesPerSecond) * 1_000;
      return sleep(isFreeAt - now);
    },
  };
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
