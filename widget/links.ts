/** Finds what can be clicked in plain text. It only cuts text into pieces; nothing here ever becomes markup. */

export interface Piece {
  /** Where it begins in the text. */
  at: number;
  text: string;
  href?: string;
}

/** Bounded everywhere, so that no text, however made, can take long to search. */
const LINK = /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gi;
const SAFE = new Set(['http:', 'https:', 'mailto:']);

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(LINK)) {
    const words = withoutTail(match);
    const href = address(words);
    if (!href) continue;
    if (index > from) found.push({ at: from, text: text.slice(from, index) });
    found.push({ at: index, text: words, href });
    from = index + words.length;
  }
  if (from < text.length) found.push({ at: from, text: text.slice(from) });
  return found;
}

/** The sentence's full stop is not the link's; a closing bracket is, when the link opened it. */
function withoutTail(match: string): string {
  const words = match.replace(/[.,:;!?'’…]+$/, '');
  const bare = words.replace(/[)\]}]+$/, '');
  return bare === words || /[([{]/.test(words) ? words : withoutTail(bare);
}

function address(words: string): string | undefined {
  const full = /^www\./i.test(words)
    ? `https://${words}`
    : /^https?:/i.test(words)
      ? words
      : `mailto:${words}`;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  return SAFE.has(url.protocol) ? url.href : undefined;
}
