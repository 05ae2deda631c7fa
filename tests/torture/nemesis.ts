// What is done to the server and the wires, one harm after another.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Guest } from './people/guest.ts';
import type { Chance } from './random.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

export interface Harm {
  at: number;
  name: string;
}

/** `storm`: everything. `crashes`: the server dies again and again. `haste`: it lives, so that it knows who is too fast. */
export type Kind = 'storm' | 'crashes' | 'haste';

export interface Nemesis {
  /** Does harm until then, then heals. */
  torment(end: number): Promise<void>;
  readonly harms: Harm[];
}

const FAIL =
  "CREATE TRIGGER IF NOT EXISTS fail BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'injected'); END";
const HEAL = 'DROP TRIGGER IF EXISTS fail';
const [RAREST, MOST_OFTEN] = [900, 250];
const LONGEST = 15_000;
/** How long everyone is deaf before the server dies: what is stored then is known to nobody. */
const DARKNESS = 250;

export function nemesisOf(world: World, scenes: Scene[], chance: Chance, kind: Kind): Nemesis {
  const harms: Harm[] = [];
  const note = (name: string) => harms.push({ at: performance.now(), name });
  const everyone = () => scenes.flatMap(({ guests }) => guests.filter(({ witness }) => !witness.hasLeft));
  const server = serverDeeds(world, scenes, everyone, chance);
  const wires = wireDeeds(everyone, chance);
  const deeds = { storm: { ...server, ...wires }, crashes: crashesAmong(server), haste: wires }[kind];
  const names = Object.entries(deeds).flatMap(([name, { often }]) => Array<string>(often).fill(name));
  let outage: Promise<unknown> = Promise.resolve();
  const torment = async (end: number) => {
    for (; performance.now() < end; await sleep(chance.between(MOST_OFTEN, RAREST))) {
      const name = chance.pick(names);
      note(name);
      // An object that hangs cannot be put out of memory, and must not end the play.
      const done = Promise.race([deeds[name]?.act(), sleep(LONGEST, undefined, { ref: false })]);
      if (name === 'D1 failures') outage = alongside(outage, done);
      else await done;
    }
    await outage;
    // A database that cannot even be healed shows in the copies.
    await world.sql(HEAL).catch(() => undefined);
    for (const { wire } of everyone()) wire.wake();
  };
  return { torment, harms };
}

/** Both; a failure is told once it is waited for, and not before. */
function alongside(...all: Promise<unknown>[]): Promise<unknown> {
  const both = Promise.all(all);
  both.catch(() => undefined);
  return both;
}

const crashesAmong = (deeds: Deeds): Deeds =>
  Object.fromEntries(Object.entries(deeds).filter(([name]) => /kills|in the dark/.test(name)));

type Deeds = Record<string, { often: number; act: () => Promise<unknown> }>;

function serverDeeds(world: World, scenes: Scene[], everyone: () => Guest[], chance: Chance): Deeds {
  const evict = (how: 'hibernate' | 'close') => world.evict('Room', chance.pick(scenes).id, how);
  const inbox = () => chance.pick(scenes).owner.organizationId;
  const inTheDark = async () => {
    for (const guest of everyone()) guest.wire.loseAnswers(2 * DARKNESS);
    await sleep(DARKNESS);
  };
  return {
    kills: { often: 2, act: () => world.kill() },
    'kills in the dark': { often: 2, act: () => inTheDark().then(world.kill) },
    evictions: { often: 2, act: () => evict('close') },
    'evictions in the dark': { often: 1, act: () => inTheDark().then(() => evict('close')) },
    hibernations: { often: 2, act: () => evict('hibernate') },
    'evictions of the inbox': { often: 1, act: () => world.evict('Inbox', inbox(), 'close') },
    'D1 failures': { often: 1, act: () => failForAWhile(world, chance.between(500, 3_000)) },
  };
}

function wireDeeds(everyone: () => Guest[], chance: Chance): Deeds {
  const wire = () => chance.pick(everyone()).wire;
  const now = (act: () => void) => async () => act();
  return {
    drops: { often: 3, act: now(() => wire().drop()) },
    'lost answers': { often: 2, act: now(() => wire().loseAnswers(400)) },
    'lost acknowledgements': { often: 2, act: now(() => wire().loseAcknowledgements(1_000)) },
    'paused readers': { often: 2, act: now(() => wire().holdAnswers(chance.between(500, 2_000))) },
    silences: { often: 2, act: now(() => wire().hold(chance.between(500, 2_000))) },
  };
}

/** Not for long: after a series of failures a room waits ever longer before it tries the database again. */
async function failForAWhile(world: World, milliseconds: number): Promise<void> {
  await world.sql(FAIL);
  await sleep(milliseconds);
  await world.sql(HEAL);
}
