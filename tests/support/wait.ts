// Waiting for something to become true elsewhere, and not for ever.

import { setTimeout as sleep } from 'node:timers/promises';

const patience = 10_000;

/** Asks again until the answer is as wanted; fails with the last answer. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  within = patience,
): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What comes of it, or a failure when that takes too long. */
export const inTime = <T>(work: Promise<T>, within: number): Promise<T> => Promise.race([work, late(within)]);

async function late(within: number): Promise<never> {
  await sleep(within, undefined, { ref: false });
  throw new Error(`Nothing came of it within ${within / 1_000} s.`);
}
