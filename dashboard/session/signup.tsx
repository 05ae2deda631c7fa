import type { FormEvent } from 'react';
import { Link, useSearch } from 'wouter';
import { ApiError } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from './form.ts';
import { useSignup } from './me.ts';
import { FormError, SessionPage } from './page.tsx';

export default function Signup() {
  const signup = useSignup();
  const search = useSearch();
  const fields = signup.error instanceof ApiError ? signup.error.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => textOf(form, name).trim();
    signup.mutate({
      organization: text('organization'),
      name: text('name'),
      email: text('email'),
      password: textOf(form, 'password'),
    });
  };

  return (
    <SessionPage title="Start with ChatDesk" other={<OtherWay to={`/login${search && `?${search}`}`} />}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label="Organization"
          name="organization"
          autoComplete="organization"
          autoFocus
          required
          error={fields.organization}
        />
        <Field
          label="Your name"
          name="name"
          autoComplete="name"
          help="Visitors see it when you answer."
          required
          error={fields.name}
        />
        <Field
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          required
          error={fields.email}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          help="At least 10 characters."
          required
          error={fields.password}
        />
        <FormError error={signup.error} />
        <Button type="submit" look="primary" className="h-10" disabled={signup.isPending}>
          {signup.isPending ? 'Creating…' : 'Create account'}
        </Button>
      </form>
    </SessionPage>
  );
}

function OtherWay({ to }: { to: string }) {
  return (
    <>
      Already have an account?{' '}
      <Link href={to} className="font-medium text-brand-ink underline underline-offset-2">
        Log in
      </Link>
    </>
  );
}
