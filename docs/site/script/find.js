// What has all of some words in it, the best first. Without a page, so that it can be tested by itself.

const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text) =>
  bare(text)
    .split(/[^\p{L}\p{N}_/{}.-]+/u)
    .filter(Boolean);

const IN_HEADING = 12;
const IN_PAGE = 5;
const MOST_TIMES = 5;
const AT_START = 2;
const BEGINS = 50;

/** `sections`: `[address, page, heading, words]`. `isClose`: nothing has all of the words, these have most of them. */
export function find(sections, wanted, most) {
  const words = wordsOf(wanted);
  if (words.length === 0) return { isClose: false, matches: [] };
  const whole = bare(wanted).trim();
  const judged = sections
    .map((section) => ({ section, ...judge(section, words, whole) }))
    .filter(({ had }) => had > 0)
    .sort((one, other) => other.had - one.had || other.score - one.score);
  const had = judged[0]?.had ?? 0;
  const matches = judged
    .filter((each) => each.had === had)
    .slice(0, most)
    .map(({ section: [address, page, heading, text] }) => ({
      address,
      page,
      heading,
      pieces: excerptOf(text, words),
    }));
  return { isClose: had < words.length, matches };
}

const IN_DECISION = 0.4;

function judge([address, page, heading, text], words, whole) {
  const scores = words.map(
    (word) =>
      (heading ? 1 : 1.5) * IN_HEADING * has(bare(heading || page), word) +
      IN_PAGE * has(bare(page), word) +
      timesIn(bare(text), word),
  );
  const weight = address.startsWith('/docs/decisions/') ? IN_DECISION : 1;
  const begins = [heading || page, text].some((each) => bare(each).startsWith(whole)) ? BEGINS : 0;
  const score = weight * scores.reduce((sum, score) => sum + score, begins);
  return { had: scores.filter(Boolean).length, score };
}

/** More when a word begins with it. */
function has(text, word) {
  if (!text.includes(word)) return 0;
  return wordsOf(text).some((each) => each.startsWith(word)) ? AT_START : 1;
}

const timesIn = (text, word) => Math.min(text.split(word).length - 1, MOST_TIMES);

const BEFORE = 40;
const LONG = 140;

/** Where the first of the words stands, in pieces that are hits or are not. */
function excerptOf(text, words) {
  const plain = text.toLowerCase();
  const first = Math.min(...words.map((word) => plain.indexOf(word)).filter((place) => place >= 0));
  const start = Number.isFinite(first) && first > BEFORE ? text.indexOf(' ', first - BEFORE) + 1 : 0;
  const cut = text.slice(start, start + LONG);
  const shown = `${start > 0 ? '… ' : ''}${cut}${start + LONG < text.length ? '…' : ''}`;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return shown
    .split(new RegExp(`(${escaped.join('|')})`, 'i'))
    .map((piece, index) => ({ text: piece, isHit: index % 2 === 1 }))
    .filter(({ text }) => text);
}
