import { type ReactNode, useState } from 'react';
import { wordsFor } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Question } from '../ui/question.tsx';

interface ConfirmProps {
  title: string;
  /** What happens then. */
  children: ReactNode;
  action: string;
  run: () => Promise<unknown>;
  close: () => void;
  isHarmless?: boolean;
}

/** Asks before something goes that does not come back. */
export function Confirm({ title, children, action, run, close, isHarmless }: ConfirmProps) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    setError(null);
    try {
      await run();
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Question title={title} close={close}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-2 wrap-anywhere">{children}</div>
        {error !== null && (
          <p role="alert" className="text-13 text-danger">
            {wordsFor(error)}
          </p>
        )}
        <span className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button look={isHarmless ? 'primary' : 'danger'} onClick={press} disabled={isBusy}>
            {action}
          </Button>
        </span>
      </div>
    </Question>
  );
}
