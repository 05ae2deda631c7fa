// A play: several rooms, people who write in them, a nemesis; then quiet, and everything is compared.

import { signUp } from '../support/client.ts';
import { inTime } from '../support/wait.ts';
import { violations } from './checks/index.ts';
import { type Figures, figuresOf } from './figures.ts';
import { gather } from './gather.ts';
import { hasteOf } from './haste.ts';
import type { RoomHistory, Violation } from './history.ts';
import { type Harm, type Kind, type Nemesis, nemesisOf } from './nemesis.ts';
import { type Founded, found } from './people/founder.ts';
import { pause } from './people/guest.ts';
import { chance } from './random.ts';
import { type Scene, sceneOf } from './scene.ts';
import type { World } from './world.ts';

export interface PlayOptions {
  seconds: number;
  rooms: number;
  /** In `haste` visitors write faster than is allowed. */
  kind: Kind;
  seed: number;
  /** How long, in milliseconds, everyone has to catch up at the end. */
  patience: number;
  /** Hears now and then how it goes. */
  onProgress?: (text: string) => void;
}

export interface Outcome {
  rooms: RoomHistory[];
  violations: Violation[];
  figures: Figures;
  harms: Harm[];
}

/** After failures a room waits up to a minute before it tries the database again. */
export const PATIENCE = 70_000;
const FOUND_EVERY = 2_000;
/** How long somebody still insists on an answer once the play is over. */
const LAST_WORDS = 30_000;

export async function play(world: World, options: PlayOptions): Promise<Outcome> {
  const luck = chance(options.seed);
  const owner = await inTime(signUp(world.origin), LAST_WORDS);
  const now = performance.now();
  const begin = async (stage: typeof sceneOf) => {
    const founded = await found(world.origin, owner.widgetKey, now + LAST_WORDS);
    if (!founded) throw new Error('No conversation could be started.');
    return stage(world.origin, owner, founded, luck);
  };
  const stage = options.kind === 'haste' ? hasteOf : sceneOf;
  const scenes = await Promise.all(Array.from({ length: options.rooms }, () => begin(stage)));
  const end = performance.now() + options.seconds * 1_000;
  const until = end + Math.min(LAST_WORDS, options.patience);
  const nemesis = nemesisOf(world, scenes, luck, options.kind);
  const progress = setInterval(() => options.onProgress?.(sayHowItGoes(scenes, nemesis)), 10_000);
  const [founded] = await Promise.all([
    foundMore(world.origin, owner.widgetKey, end, until),
    nemesis.torment(end),
    ...scenes.map((scene) => scene.perform(end, until)),
  ]);
  clearInterval(progress);
  const quietSince = performance.now();
  const all = [...scenes, ...founded.map((one) => sceneOf(world.origin, owner, one, luck))];
  const rooms = await Promise.all(all.map((scene) => gather(world, scene, options.patience)));
  const figures = figuresOf(all, rooms, nemesis.harms, performance.now() - quietSince);
  for (const { guests } of all) for (const guest of guests) guest.leave();
  return { rooms, violations: rooms.flatMap(violations), figures, harms: nemesis.harms };
}

/** Conversations that begin while the harm goes on, twice at once. */
async function foundMore(origin: string, widgetKey: string, end: number, until: number): Promise<Founded[]> {
  const all: Founded[] = [];
  for (; performance.now() < end; await pause(FOUND_EVERY)) {
    const founded = await found(origin, widgetKey, until);
    if (founded) all.push(founded);
  }
  return all;
}

function sayHowItGoes(scenes: Scene[], { harms }: Nemesis): string {
  const people = scenes.flatMap(({ guests, callers }) => [...guests, ...callers]);
  const written = people.reduce((sum, { witness }) => sum + witness.written.length, 0);
  return `${written} written, ${harms.length} harms, the last: ${harms.at(-1)?.name ?? 'none'}`;
}
