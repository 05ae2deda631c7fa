/** Small choices that the visitor's browser remembers; where it keeps nothing for us, they end with the page. */
const here = new Map<string, string>();

export function kept(name: string): string | null | undefined {
  try {
    return localStorage.getItem(name);
  } catch {
    return here.get(name);
  }
}

export function keep(name: string, value: string): void {
  here.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // It is remembered here.
  }
}
