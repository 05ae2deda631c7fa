import { useCallback, useEffect, useState } from 'react';

/** True for a moment after it was said. */
export function useBriefly(milliseconds: number): [boolean, () => void] {
  const [isSaid, setSaid] = useState(false);
  useEffect(() => {
    if (!isSaid) return;
    const timer = setTimeout(() => setSaid(false), milliseconds);
    return () => clearTimeout(timer);
  }, [isSaid, milliseconds]);
  return [isSaid, useCallback(() => setSaid(true), [])];
}
