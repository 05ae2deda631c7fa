import { useCallback, useState } from 'react';

/** A choice remembered in this browser; where storage is switched off, until the page is left. */
export function useStored<T extends string>(
  key: string,
  initial: T,
  allowed: readonly T[],
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => readStored(key, initial, allowed));
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, next);
      } catch {
        // Remembering is a convenience.
      }
    },
    [key],
  );
  return [value, keep];
}

export function readStored<T extends string>(key: string, initial: T, allowed: readonly T[]): T {
  try {
    return allowed.find((one) => one === localStorage.getItem(key)) ?? initial;
  } catch {
    return initial;
  }
}
