/** What the visitor's browser remembers; where it keeps nothing for us, it ends with the page. */
const here = new Map<string, string>();

export function kept(
  name: string,
  elsewhere?: (name: string) => string | undefined,
): string | null | undefined {
  let stored: string | null | undefined;
  try {
    stored = localStorage.getItem(name);
  } catch {
    // Nothing is kept there.
  }
  return stored ?? elsewhere?.(name) ?? here.get(name);
}

/** False: it is remembered here alone. */
export function keep(name: string, value: string): boolean {
  drop(name);
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return !here.set(name, value);
  }
}

/** What cannot be written may still hold what was written before. */
export function drop(name: string): void {
  here.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing can be kept there at all.
  }
}
