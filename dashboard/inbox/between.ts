/** The ids from one to another, both included, whichever comes first; without a first one, the other alone. */
export function between(items: readonly { id: string }[], from: string | null, to: string): string[] {
  const places = [from, to].map((wanted) => items.findIndex(({ id }) => id === wanted));
  if (places.includes(-1)) return [to];
  return items.slice(Math.min(...places), Math.max(...places) + 1).map(({ id }) => id);
}
