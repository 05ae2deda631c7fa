// A conversation whose visitor writes faster than is allowed: told to slow down again and again, in order all the same.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Owner } from '../support/client.ts';
import type { Founded } from './people/founder.ts';
import { enter, type Guest } from './people/guest.ts';
import { asAgent, asVisitor } from './people/identity.ts';
import type { Chance } from './random.ts';
import { limitOf, type Scene } from './scene.ts';

/** Times what is allowed in ten seconds: steadily, and then at once. */
const [PRESS, BURST] = [1.7, 0.3];
/** The part of the play in which more is said; in the rest the backlog gets through. */
const LOUD = 0.5;

export function hasteOf(
  origin: string,
  owner: Owner,
  { id, visitor, opening }: Founded,
  chance: Chance,
): Scene {
  const agent = asAgent(origin, id, owner);
  const hasty = enter(asVisitor(origin, id, visitor).identity('hasty visitor'));
  const guests = [hasty, enter(agent.identity('agent'))];
  const perform = (end: number) => hurry(hasty, end, chance);
  return { id, opening, owner, guests, callers: [agent.caller('reader')], perform };
}

async function hurry(hasty: Guest, end: number, chance: Chance): Promise<void> {
  const limit = await limitOf(hasty, end);
  const say = () => hasty.write(`hasty ${hasty.witness.written.length}`);
  const loudUntil = performance.now() + LOUD * (end - performance.now());
  while (performance.now() < loudUntil) {
    say();
    // Who hears late that they are too fast goes on for a while.
    if (chance.happens(0.04)) hasty.wire.holdAnswers(chance.between(500, 2_500));
    await sleep(10_000 / (PRESS * limit));
  }
  for (let count = 0; count < BURST * limit; count++) say();
}
