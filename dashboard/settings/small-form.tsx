import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError, wordsFor } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { focusFirstBad } from '../ui/focus.ts';
import { Question } from '../ui/question.tsx';

type Fields = Readonly<Record<string, string>>;

interface SmallFormProps {
  title: string;
  action: string;
  /** Rejects with what is wrong. */
  submit: () => Promise<unknown>;
  /** Once it has worked, where that is not all. */
  done?: () => void;
  close: () => void;
  children: (errors: Fields) => ReactNode;
}

/** A form of a field or two, in front of the page. What is typed stays until it has worked. */
export function SmallForm({ title, action, submit, close, done = close, children }: SmallFormProps) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const fields = error instanceof ApiError ? error.fields : {};
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    setBusy(true);
    try {
      await submit();
      done();
    } catch (failure) {
      setError(failure);
      setBusy(false);
      focusFirstBad(form);
    }
  };
  return (
    <Question title={title} close={close}>
      <form noValidate onSubmit={send} className="flex flex-col gap-4">
        {children(fields)}
        {error !== null && Object.keys(fields).length === 0 && (
          <p role="alert" className="text-13 text-danger">
            {wordsFor(error)}
          </p>
        )}
        <span className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isBusy}>
            {action}
          </Button>
        </span>
      </form>
    </Question>
  );
}
