import { useState } from 'react';

interface Attempt {
  /** Why the last one failed; null: it did not, or another is on its way. */
  failure: { error: unknown } | null;
  isBusy: boolean;
  /** Whoever presses twice means it once. */
  attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** Something that is tried, one time after the other. */
export function useAttempt(): Attempt {
  const [failure, setFailure] = useState<Attempt['failure']>(null);
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<unknown>) => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure({ error });
    } finally {
      setBusy(false);
    }
  };
  return { failure, isBusy, attempt };
}
