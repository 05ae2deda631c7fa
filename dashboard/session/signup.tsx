import type { FormEvent } from 'react';
import { useSearch } from 'wouter';
import { ApiError } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf } from './form.ts';
import { useSignup } from './me.ts';
import { FormError, SessionPage } from './page.tsx';
import { TextLink } from './text-link.tsx';
import { useIsSignupOpen } from './use-options.ts';

export default function Signup() {
  const search = useSearch();
  const isOpen = useIsSignupOpen() !== false;
  const other = (
    <>
      Already have an account? <TextLink to={`/login${search && `?${search}`}`}>Log in</TextLink>
    </>
  );
  return (
    <SessionPage title={isOpen ? 'Start with ChatDesk' : 'Sign-up is closed here'} other={other}>
      {isOpen ? (
        <SignupForm />
      ) : (
        <p>New accounts come by invitation. Ask an admin of your organization to invite you.</p>
      )}
    </SessionPage>
  );
}

function SignupForm() {
  const signup = useSignup();
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
      <Field label="Email" name="email" type="email" autoComplete="username" required error={fields.email} />
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
  );
}
