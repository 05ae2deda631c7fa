import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { ApiError, wordsFor } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Question } from '../ui/question.tsx';
import { useFirstBadField } from './form/first-bad-field.ts';

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
  const element = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const fields = failure?.error instanceof ApiError ? failure.error.fields : {};
  useFirstBadField(element, failure);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    try {
      await submit();
      done();
    } catch (error) {
      setFailure({ error });
      setBusy(false);
    }
  };
  return (
    <Question title={title} close={close}>
      <form ref={element} noValidate onSubmit={send} className="flex flex-col gap-4">
        {children(fields)}
        {failure && Object.keys(fields).length === 0 && (
          <p role="alert" className="text-13 text-danger">
            {wordsFor(failure.error)}
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
