import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { resetPassword } from '../api/accounts.ts';
import { ApiError } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from './form.ts';
import { FormError, SessionPage } from './page.tsx';
import { TextLink } from './text-link.tsx';
import { useToken } from './token.ts';

/** Where the mailed link leads: a new password. */
export default function Reset() {
  const token = useToken();
  const reset = useMutation({ mutationFn: (password: string) => resetPassword(token, password) });
  const fields = reset.error instanceof ApiError ? reset.error.fields : {};
  const isExpired = !token || (reset.error instanceof ApiError && reset.error.code === 'link_expired');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate(textOf(new FormData(event.currentTarget), 'password'));
  };
  if (reset.isSuccess)
    return (
      <SessionPage title="Your password is changed" other={null}>
        <div role="status" className="flex flex-col gap-4">
          <p>You are logged out everywhere. Log in with the new password.</p>
          <ButtonLink href="/login" isPrimary>
            Log in
          </ButtonLink>
        </div>
      </SessionPage>
    );
  if (isExpired)
    return (
      <SessionPage title="This link is no longer good" other={<TextLink to="/login">Log in</TextLink>}>
        <div role="alert" className="flex flex-col gap-4">
          <p>It works once, and for an hour. Ask for a new one.</p>
          <ButtonLink href="/password/forgot" isPrimary>
            Get a new link
          </ButtonLink>
        </div>
      </SessionPage>
    );
  return (
    <SessionPage title="Choose a new password" other={<TextLink to="/login">Log in</TextLink>}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          autoFocus
          required
          help="At least 10 characters. You will be logged out everywhere."
          error={fields.password}
        />
        <FormError error={reset.error} />
        <Button type="submit" look="primary" className="h-10" disabled={reset.isPending}>
          {reset.isPending ? 'Saving…' : 'Change password'}
        </Button>
      </form>
    </SessionPage>
  );
}
