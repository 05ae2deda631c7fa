// What a play amounted to, in numbers.

import type { RoomHistory, Witness, Write } from './history.ts';
import type { Harm } from './nemesis.ts';
import type { Scene } from './scene.ts';

export type Figures = Record<string, number>;

export function figuresOf(scenes: Scene[], rooms: RoomHistory[], harms: Harm[], quiet: number): Figures {
  const witnesses = rooms.flatMap((room) => room.witnesses);
  const writes = witnesses.flatMap((witness) => witness.written.map((write) => ({ witness, write })));
  const known = writes.filter(({ witness, write }) => isKnown(witness, write)).length;
  const guests = scenes.flatMap((scene) => scene.guests);
  const figures: Figures = {
    rooms: rooms.length,
    messages: rooms.reduce((sum, { log }) => sum + log.length, 0),
    attempts: writes.length,
    acknowledged: known,
    unknown: writes.length - known,
    'told to slow down': guests.reduce((sum, guest) => sum + guest.slowedDown(), 0),
    [LONGEST_CATCH_UP]: longest(guests.map((guest) => guest.longestCatchUp())),
    [LONGEST_QUIET]: Math.round(quiet),
  };
  for (const { name } of harms) figures[name] = (figures[name] ?? 0) + 1;
  return figures;
}

const LONGEST_CATCH_UP = 'longest catch-up of a reader (ms)';
const LONGEST_QUIET = 'longest until all copies agreed (ms)';

/** The writer was told, or saw their own message, which says the same. */
const isKnown = ({ seen }: Witness, { answers, clientId }: Write) =>
  answers.length > 0 || seen.some(({ client_id }) => client_id === clientId);

const longest = (milliseconds: number[]) => Math.round(Math.max(0, ...milliseconds));

/** Sums, but of the longest the longest. */
export function add(total: Figures, more: Figures): Figures {
  const sum = { ...total };
  for (const [name, figure] of Object.entries(more)) {
    const before = sum[name] ?? 0;
    sum[name] = name.startsWith('longest') ? Math.max(before, figure) : before + figure;
  }
  return sum;
}
