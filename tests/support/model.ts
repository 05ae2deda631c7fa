// A model that the bot may ask; what it finds near is told by hand: see comparing-model.mjs.

import { delivery, teach } from './bot.ts';
import type { Owner } from './client.ts';
import type { startServer } from './server.ts';

export const MODEL = '@cf/baai/bge-m3';
/** Of a server on which it is connected. */
export const withModel = [
  { BOT_MODEL: MODEL },
  { main: 'tests/support/comparing-model.mjs' },
] satisfies Parameters<typeof startServer>;

export const parking = { question: 'Where can I leave my car?', answer: 'Behind the shop, for free.' };
/** No word of it is in any answer. */
export const foreign = '¿Hay aparcamiento?';

/** So many answers, among them the one about parking; it takes ten to compare them. */
export function teachMany(of: Owner, count: number): Promise<void> {
  const others = Array.from({ length: count - 2 }, (_, n) => ({
    question: `Is topic ${n} explained anywhere?`,
    answer: `In chapter ${n}.`,
  }));
  return teach(of, [delivery, parking, ...others]);
}

export interface Asked {
  name: string;
  input: { query: string; contexts: { text: string }[] };
}

/** What the model finds near from now on, or does instead; gives what it was asked before. */
export async function near(origin: string, means: string[], mode = ''): Promise<Asked[]> {
  const query = new URLSearchParams([['mode', mode], ...means.map((part) => ['means', part])]);
  return (await fetch(`${origin}/api/model?${query}`)).json() as Promise<Asked[]>;
}
