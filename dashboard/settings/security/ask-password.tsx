import { useState } from 'react';
import type { RecoveryCodes } from '../../../widget/protocol/generated.ts';
import { newRecoveryCodes, stopTwoFactor } from '../../api/accounts.ts';
import { ApiError, wordsForOne } from '../../api/client.ts';
import { useAttempt } from '../../ui/attempt.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Question } from '../../ui/question.tsx';

interface PasswordFormProps<T> {
  action: string;
  send: (password: string) => Promise<T>;
  done: (answer: T) => void;
  cancel: () => void;
}

/** Whoever sits at an open browser need not be who it belongs to. */
export function PasswordForm<T>({ action, send, done, cancel }: PasswordFormProps<T>) {
  const [password, setPassword] = useState('');
  const { failure, isBusy, attempt } = useAttempt();
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(() => send(password).then(done));
      }}
    >
      <Field
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={failure ? wordsOf(failure.error) : undefined}
      />
      <span className="flex justify-end gap-2">
        <Button onClick={cancel}>Cancel</Button>
        <Button type="submit" look="primary" disabled={isBusy || password === ''}>
          {action}
        </Button>
      </span>
    </form>
  );
}

const wordsOf = (error: unknown) =>
  error instanceof ApiError && error.code === 'wrong_password' ? error.message : wordsForOne(error);

const WORDS = {
  codes: {
    title: 'New recovery codes',
    text: 'The codes you have kept so far stop working.',
    action: 'Make new codes',
  },
  stop: {
    title: 'Turn off two-factor?',
    text: 'From then on the password alone lets anybody in who knows it.',
    action: 'Turn off',
  },
};

type AskPasswordProps =
  | { what: 'codes'; close: () => void; done: (answer: RecoveryCodes) => void }
  | { what: 'stop'; close: () => void; done: () => void };

export function AskPassword({ what, close, done }: AskPasswordProps) {
  const { title, text, action } = WORDS[what];
  return (
    <Question title={title} close={close}>
      <div className="flex flex-col gap-4">
        <p>{text}</p>
        {what === 'codes' ? (
          <PasswordForm action={action} send={newRecoveryCodes} done={done} cancel={close} />
        ) : (
          <PasswordForm action={action} send={stopTwoFactor} done={() => done()} cancel={close} />
        )}
      </div>
    </Question>
  );
}
