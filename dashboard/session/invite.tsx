import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { Invitation } from '../../widget/protocol/generated.ts';
import { inviteSeen } from '../api/accounts.ts';
import { ApiError, wantsCode } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { CodeField } from './code-field.tsx';
import { textOf } from './form.ts';
import { FormError, SessionPage } from './page.tsx';
import { TextLink } from './text-link.tsx';
import { useToken } from './token.ts';
import { useAcceptInvite } from './use-accept-invite.ts';

/** No such invitation, one that is over, or nothing that could be one. */
const GONE = new Set([400, 404, 410, 422]);

const toLogin = (
  <>
    Been here before? <TextLink to="/login">Log in</TextLink>
  </>
);

/** Where an invitation leads: into the organization, with a new account or the one there is. */
export default function Invite() {
  const token = useToken();
  const { data, error, refetch } = useQuery({
    queryKey: ['invite', token],
    queryFn: ({ signal }) => inviteSeen(token, signal),
    enabled: token !== '',
  });
  const isGone = !token || (error instanceof ApiError && GONE.has(error.status));
  if (data) return <Join token={token} invite={data} />;
  if (isGone)
    return (
      <SessionPage title="This invitation is no longer good" other={toLogin}>
        <p role="alert">
          It may be more than a week old, used already, or replaced by a newer one. Ask whoever invited you
          for a new one.
        </p>
      </SessionPage>
    );
  return (
    <SessionPage title="Your invitation" other={toLogin}>
      {error ? (
        <Failure what="The invitation did not load." error={error} retry={() => void refetch()} />
      ) : (
        <Loading what="Loading the invitation" className="flex flex-col gap-4">
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
        </Loading>
      )}
    </SessionPage>
  );
}

function Join({ token, invite }: { token: string; invite: Invitation }) {
  const accept = useAcceptInvite();
  const { organization, email, invited_by, has_account } = invite;
  const fields = accept.error instanceof ApiError ? accept.error.fields : {};
  const needsCode = wantsCode(accept.error) || Boolean(accept.variables?.code);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, code] = [textOf(form, 'name').trim(), textOf(form, 'code').trim()];
    accept.mutate({
      token,
      password: textOf(form, 'password'),
      ...(!has_account && { name }),
      ...(code && { code }),
    });
  };
  return (
    <SessionPage title={`Join ${organization.name}`} other={toLogin}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p className="text-13 text-muted">
          <bdi>{invited_by.name}</bdi> has invited <bdi className="wrap-anywhere">{email}</bdi>.{' '}
          {has_account ? 'Log in with the password of your account.' : 'Choose a password for your account.'}
        </p>
        {/* For password managers. */}
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        {!has_account && (
          <Field
            label="Your name"
            name="name"
            autoComplete="name"
            help="Visitors see it when you answer."
            autoFocus
            required
            error={fields.name}
          />
        )}
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={has_account ? 'current-password' : 'new-password'}
          help={has_account ? undefined : 'At least 10 characters.'}
          autoFocus={has_account}
          required
          error={fields.password}
        />
        {needsCode && <CodeField error={accept.error} />}
        <FormError error={wantsCode(accept.error) ? null : accept.error} />
        <Button type="submit" look="primary" className="h-10" disabled={accept.isPending}>
          {accept.isPending ? 'Joining…' : 'Join'}
        </Button>
      </form>
    </SessionPage>
  );
}
