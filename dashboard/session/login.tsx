import { type FormEvent, useState } from 'react';
import { useSearch } from 'wouter';
import { ApiError, wantsCode } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { CodeField } from './code-field.tsx';
import { textOf } from './form.ts';
import { useLogin } from './me.ts';
import { FormError, SessionPage } from './page.tsx';
import { TextLink } from './text-link.tsx';
import { useIsSignupOpen } from './use-options.ts';

interface FirstStep {
  email: string;
  password: string;
}

export default function Login() {
  const login = useLogin();
  const search = useSearch();
  const isSignupOpen = useIsSignupOpen();
  const [first, setFirst] = useState<FirstStep | null>(null);
  const start = (step: FirstStep) =>
    login.mutate(step, {
      onError: (error) => {
        if (wantsCode(error)) setFirst(step);
      },
    });
  const again = () => {
    login.reset();
    setFirst(null);
  };
  if (first)
    return (
      <SessionPage
        title="One more step"
        other={
          <button type="button" onClick={again} className="text-brand-ink underline underline-offset-2">
            Use another account
          </button>
        }
      >
        <SecondStep
          error={login.error}
          isBusy={login.isPending}
          submit={(code) => login.mutate({ ...first, code })}
        />
      </SessionPage>
    );
  return (
    <SessionPage
      title="Log in to ChatDesk"
      other={
        isSignupOpen && (
          <>
            New here? <TextLink to={`/signup${search && `?${search}`}`}>Create an account</TextLink>
          </>
        )
      }
    >
      <FirstStepForm error={login.error} isBusy={login.isPending} submit={start} />
    </SessionPage>
  );
}

interface StepProps<T> {
  error: unknown;
  isBusy: boolean;
  submit: (step: T) => void;
}

function FirstStepForm({ error, isBusy, submit }: StepProps<FirstStep>) {
  const fields = error instanceof ApiError ? error.fields : {};
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    submit({ email: textOf(form, 'email').trim(), password: textOf(form, 'password') });
  };
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
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
      <FormError error={error} />
      <Button type="submit" look="primary" className="h-10" disabled={isBusy}>
        {isBusy ? 'Logging in…' : 'Log in'}
      </Button>
      <p className="text-center text-13">
        <TextLink to="/password/forgot">Forgot your password?</TextLink>
      </p>
    </form>
  );
}

function SecondStep({ error, isBusy, submit }: StepProps<string>) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    submit(textOf(new FormData(event.currentTarget), 'code').trim());
  };
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      <CodeField error={error} />
      <FormError error={wantsCode(error) ? null : error} />
      <Button type="submit" look="primary" className="h-10" disabled={isBusy}>
        {isBusy ? 'Logging in…' : 'Log in'}
      </Button>
    </form>
  );
}
