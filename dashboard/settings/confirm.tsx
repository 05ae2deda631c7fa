import type { ReactNode } from 'react';
import { wordsFor } from '../api/client.ts';
import { useAttempt } from '../ui/attempt.ts';
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
  const { failure, isBusy, attempt } = useAttempt();
  const press = () => attempt(() => run().then(close));
  return (
    <Question title={title} close={close}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-2 wrap-anywhere">{children}</div>
        {failure && (
          <p role="alert" className="text-13 text-danger">
            {wordsFor(failure.error)}
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
