/** Finds web addresses in plain text, so that they can be shown as links without ever building HTML. */
export type Piece = { text: string; href?: string };

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"]+/giu;
/** Belongs to the sentence rather than to the address. */
const TRAILING = /[.,:;!?'"…]+$/u;

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(match);
    const href = hrefOf(address);
    if (!href) continue;
    if (index > end) found.push({ text: text.slice(end, index) });
    found.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}

function trimmed(match: string): string {
  const address = match.replace(TRAILING, '');
  const unopened = address.endsWith(')') && !address.includes('(');
  return unopened ? trimmed(address.slice(0, -1)) : address;
}

function hrefOf(address: string): string | undefined {
  return URL.parse(/^www\./iu.test(address) ? `https://${address}` : address)?.href;
}
