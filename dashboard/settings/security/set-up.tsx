import { Suspense, useState } from 'react';
import type { RecoveryCodes, TwoFactorStart } from '../../../widget/protocol/generated.ts';
import { confirmTwoFactor, startTwoFactor } from '../../api/accounts.ts';
import { wordsForOne } from '../../api/client.ts';
import { useAttempt } from '../../ui/attempt.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Field } from '../../ui/field.tsx';
import { part } from '../../ui/part.ts';
import { Question } from '../../ui/question.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PasswordForm } from './ask-password.tsx';

const Qr = part(() => import('./qr.tsx'));

interface SetUpProps {
  close: () => void;
  done: (codes: RecoveryCodes) => void;
}

/** The password, then the app learns the secret, then it proves that it has. */
export function SetUp({ close, done }: SetUpProps) {
  const [started, setStarted] = useState<TwoFactorStart | null>(null);
  return (
    <Question title="Set up two-factor" close={close}>
      {started ? (
        <Learn started={started} cancel={close} done={done} />
      ) : (
        <div className="flex flex-col gap-4">
          <p>First your password, so that we know it is you.</p>
          <PasswordForm action="Go on" send={startTwoFactor} done={setStarted} cancel={close} />
        </div>
      )}
    </Question>
  );
}

interface LearnProps {
  started: TwoFactorStart;
  cancel: () => void;
  done: (codes: RecoveryCodes) => void;
}

function Learn({ started, cancel, done }: LearnProps) {
  const [code, setCode] = useState('');
  const { failure, isBusy, attempt } = useAttempt();
  return (
    <form
      noValidate
      className="flex max-h-[70dvh] flex-col gap-4 overflow-y-auto p-1"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(() => confirmTwoFactor(code.replace(/\s/g, '')).then(done));
      }}
    >
      <p>Scan this with an authenticator app on your phone.</p>
      <Suspense fallback={<Skeleton className="size-44 self-center" />}>
        <Qr text={started.uri} label="Picture for the authenticator app" />
      </Suspense>
      <div className="flex flex-col gap-1 text-13">
        <span className="text-muted">Or type this into the app:</span>
        <span className="flex items-center gap-2">
          <code className="min-w-0 grow rounded-control bg-sunken px-2 py-1 font-mono wrap-anywhere">
            {inFours(started.secret)}
          </code>
          <CopyButton text={started.secret} />
        </span>
      </div>
      <Field
        label="The six digits it shows now"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={failure ? wordsForOne(failure.error) : undefined}
      />
      <span className="flex justify-end gap-2">
        <Button onClick={cancel}>Cancel</Button>
        <Button type="submit" look="primary" disabled={isBusy || code.trim() === ''}>
          Turn on
        </Button>
      </span>
    </form>
  );
}

const inFours = (secret: string) => secret.replace(/.{4}(?=.)/g, '$& ');
