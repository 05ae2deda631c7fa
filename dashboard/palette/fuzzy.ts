/** How well typed letters match a name: all of them in order, better at the beginnings of words and in a row. */
const NOTHING = Number.NEGATIVE_INFINITY;
const START_OF_WORD = 8;
const IN_A_ROW = 5;
const SKIPPED = 0.1;

/** Null: it does not match. The higher the better. */
export function match(typed: string, name: string): number | null {
  const [wanted, text] = [plain(typed).replace(/\s+/g, ''), plain(name)];
  if (wanted === '') return 0;
  const best = Math.max(...starts(wanted, text).map((start) => scoreFrom(wanted, text, start)), NOTHING);
  return best === NOTHING ? null : best;
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function starts(wanted: string, text: string): number[] {
  return [...text].flatMap((letter, index) => (letter === wanted[0] ? [index] : []));
}

function scoreFrom(wanted: string, text: string, start: number): number {
  let score = 0;
  let last = start - 1;
  for (const [index, letter] of [...wanted].entries()) {
    const place = index === 0 ? start : next(text, letter, last + 1);
    if (place === -1) return NOTHING;
    score += isStart(text, place) ? START_OF_WORD : 0;
    score += index > 0 && place === last + 1 ? IN_A_ROW : 0;
    score -= SKIPPED * (place - last - 1);
    last = place;
  }
  return score - SKIPPED * (start + text.length - last);
}

/** The beginning of a word, if one is to come with this letter right after; else wherever it is first. */
function next(text: string, letter: string, from: number): number {
  if (text[from] === letter) return from;
  for (let place = from; place < text.length; place++)
    if (text[place] === letter && isStart(text, place)) return place;
  return text.indexOf(letter, from);
}

function isStart(text: string, place: number): boolean {
  return place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1] ?? '');
}

/** Those that match, best first; as they were while nothing is typed. */
export function ranked<Item>(items: readonly Item[], typed: string, nameOf: (item: Item) => string): Item[] {
  const matches = items.flatMap((item) => {
    const score = match(typed, nameOf(item));
    return score === null ? [] : [{ item, score }];
  });
  return matches.sort((a, b) => b.score - a.score).map(({ item }) => item);
}
