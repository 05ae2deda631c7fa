import { useEffect, useState } from 'react';
import type { Upload, Uploads } from '../../widget/transport/uploads.ts';

/** Sends at once, or as soon as all files are there; not at all if one is not taken. */
export function useWhenUploaded(uploads: Uploads, files: Upload[], send: () => void): () => void {
  const [wanted, setWanted] = useState<Uploads | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what becomes of the files decides
  useEffect(() => {
    if (wanted !== uploads || uploads.isBusy) return;
    setWanted(null);
    if (!uploads.hasTrouble) send();
  }, [wanted, uploads, files]);
  return () => (uploads.isBusy ? setWanted(uploads) : send());
}
