import { useCallback } from 'react';
import { wordsFor } from '../api/client.ts';
import { useNotice } from './notice.tsx';

/** Says why something stayed as it was. */
export function useUnchanged(): (error: unknown) => void {
  const say = useNotice();
  return useCallback((error) => say(`Nothing was changed. ${wordsFor(error)}`), [say]);
}
