import { useState } from 'react';
import { ApiError, wordsFor } from '../api/client.ts';
import { Field } from '../ui/field.tsx';

/** The second step: six digits of the app, or one of the codes that were written down. */
export function CodeField({ error }: { error: unknown }) {
  const [isRecovery, setRecovery] = useState(false);
  const isWrong = error instanceof ApiError && error.code === 'wrong_code';
  return (
    <div className="flex flex-col gap-2">
      {isRecovery ? (
        <Field
          key="recovery"
          label="Recovery code"
          name="code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          help="One of the codes you kept. Each is good once."
          error={isWrong ? wordsFor(error) : undefined}
        />
      ) : (
        <Field
          key="code"
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          autoFocus
          help="The six digits that your authenticator app shows now."
          error={isWrong ? wordsFor(error) : undefined}
        />
      )}
      <button
        type="button"
        onClick={() => setRecovery(!isRecovery)}
        className="self-start rounded-control text-13 text-brand-ink underline underline-offset-2"
      >
        {isRecovery ? 'Use the app instead' : 'Use a recovery code instead'}
      </button>
    </div>
  );
}
