/** Somewhere in the name, whatever the accents and capitals. */
export function matches(name: string, typed: string): boolean {
  return plain(name).includes(plain(typed.trim()));
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
