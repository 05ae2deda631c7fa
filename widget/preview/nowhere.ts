/** What is kept in here ends with the page: the dashboard is at home on the same address. */
import { NIGHT } from './night.ts';

export function keepNowhere(): void {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { value: memory() });
  // Nothing is unsent here, so no database is wanted either.
  Object.defineProperty(window, 'indexedDB', { value: { databases: async () => [], open: refuse } });
  Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} });
}

function refuse(): never {
  throw new DOMException('Nothing is kept here', 'InvalidStateError');
}

function memory(): Storage {
  const kept = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear' | 'key'> = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, String(value)),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
  };
  return storage as Storage;
}

/** Day or night is what the switch beside the preview says. */
export function askForNight(night: () => MediaQueryList | undefined): void {
  const real = window.matchMedia.bind(window);
  window.matchMedia = (query) => (query === NIGHT && night()) || real(query);
}
