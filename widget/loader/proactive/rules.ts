/** When a rule speaks. Pure. */
import type { ProactiveRule } from '../../protocol/generated.ts';

export interface Facts {
  url: string;
  online: boolean;
  /** On this page. */
  seconds: number;
  /** Percent. */
  scroll: number;
  leaving: boolean;
  returning: boolean;
  /** In this visit. */
  pages: number;
}

export function isDue(rule: ProactiveRule, facts: Facts): boolean {
  return (
    isHere(rule, facts.url) &&
    facts.seconds >= (rule.seconds ?? 0) &&
    facts.scroll >= (rule.scroll ?? 0) &&
    (facts.leaving || !rule.leaving) &&
    facts.pages >= (rule.pages ?? 0) &&
    (rule.returning ?? facts.returning) === facts.returning &&
    (rule.online ?? facts.online) === facts.online
  );
}

/**
 * Without a scheme a pattern is for the path and what follows it; `*` is anything. What follows the path counts only for
 * patterns that name it.
 */
export function isHere({ urls }: ProactiveRule, url: string): boolean {
  const start = new URL(url).origin.length;
  const [bare = url] = url.split(/[?#]/, 1);
  return (
    !urls.length ||
    urls.some((pattern) => {
      const from = /^https?:/.test(pattern) ? 0 : start;
      return matches(pattern, url.slice(from)) || matches(pattern, bare.slice(from));
    })
  );
}

/** Piece by piece, so that no pattern can take long. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
