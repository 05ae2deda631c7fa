import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { changePassword } from '../../api/accounts.ts';
import { wordsFor } from '../../api/client.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useFirstBadField } from '../form/first-bad-field.ts';
import { useForm } from '../form/use-form.ts';
import { Card } from '../frame.tsx';

const EMPTY = { current: '', password: '' };

export function PasswordCard() {
  const { agent } = useCurrentMe();
  const queries = useQueryClient();
  const element = useRef<HTMLFormElement>(null);
  const { values, set, errors, failure, isDirty, isSaving, saved, save } = useForm({
    value: EMPTY,
    save: async (_, { current, password }) => {
      await changePassword(current, password);
      void queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const isMarked = useFirstBadField(element, failure);
  return (
    <Card title="Password" lead="Changing it logs you out everywhere else.">
      <form
        ref={element}
        aria-label="Password"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {/* For password managers. */}
        <input type="hidden" autoComplete="username" value={agent.email} readOnly />
        <Field
          label="Your password now"
          type="password"
          autoComplete="current-password"
          value={values.current}
          onChange={(event) => set('current', event.target.value)}
          error={errors.current}
        />
        <Field
          label="New password"
          type="password"
          autoComplete="new-password"
          help="At least 10 characters."
          value={values.password}
          onChange={(event) => set('password', event.target.value)}
          error={errors.password}
        />
        {failure && !isMarked && (
          <p role="alert" className="text-13 text-danger">
            {wordsFor(failure.error)}
          </p>
        )}
        <span className="flex items-center gap-3">
          <Button type="submit" look="primary" disabled={!isDirty || isSaving}>
            {isSaving ? 'Saving…' : 'Change password'}
          </Button>
          <span role="status" className="text-13 text-muted">
            {saved > 0 && !isDirty && 'Your password is changed.'}
          </span>
        </span>
      </form>
    </Card>
  );
}
