import type { FormEvent } from 'react';
import { Link, useSearch } from 'wouter';
import { ApiError } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from './form.ts';
import { useLogin } from './me.ts';
import { FormError, SessionPage } from './page.tsx';

export default function Login() {
  const login = useLogin();
  const search = useSearch();
  const fields = login.error instanceof ApiError ? login.error.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    login.mutate({ email: textOf(form, 'email').trim(), password: textOf(form, 'password') });
  };

  return (
    <SessionPage title="Log in to ChatDesk" other={<OtherWay to={`/signup${search && `?${search}`}`} />}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          required
          error={fields.email}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={fields.password}
        />
        <FormError error={login.error} />
        <Button type="submit" look="primary" className="h-10" disabled={login.isPending}>
          {login.isPending ? 'Logging in…' : 'Log in'}
        </Button>
      </form>
    </SessionPage>
  );
}

function OtherWay({ to }: { to: string }) {
  return (
    <>
      New here?{' '}
      <Link href={to} className="font-medium text-brand-ink underline underline-offset-2">
        Create an account
      </Link>
    </>
  );
}
