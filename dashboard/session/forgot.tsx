import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { forgotPassword } from '../api/accounts.ts';
import { ApiError } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from './form.ts';
import { FormError, SessionPage } from './page.tsx';
import { TextLink } from './text-link.tsx';

/** Asks for a link by mail. Whether there is such an account is nobody's business. */
export default function Forgot() {
  const forgot = useMutation({ mutationFn: forgotPassword });
  const fields = forgot.error instanceof ApiError ? forgot.error.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    forgot.mutate(textOf(new FormData(event.currentTarget), 'email').trim());
  };
  return (
    <SessionPage
      title="Forgotten password"
      other={
        <>
          Remembered it? <TextLink to="/login">Log in</TextLink>
        </>
      }
    >
      {forgot.isSuccess ? (
        <div role="status" className="flex flex-col gap-3">
          <p className="font-medium">Look at your mail.</p>
          <p className="text-muted">
            If there is an account for <bdi className="wrap-anywhere">{forgot.variables}</bdi>, a link to
            choose a new password is on its way. It is good for an hour.
          </p>
          <Button onClick={() => forgot.reset()} className="self-start">
            Send it again
          </Button>
        </div>
      ) : (
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            autoFocus
            required
            help="We mail you a link to choose a new one."
            error={fields.email}
          />
          <FormError error={forgot.error} />
          <Button type="submit" look="primary" className="h-10" disabled={forgot.isPending}>
            {forgot.isPending ? 'Sending…' : 'Send link'}
          </Button>
        </form>
      )}
    </SessionPage>
  );
}
