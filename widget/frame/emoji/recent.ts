const MOST = 16;

/** The latest first, none twice. */
export function withUsed(used: string[], emoji: string): string[] {
  return [emoji, ...used.filter((other) => other !== emoji)].slice(0, MOST);
}
