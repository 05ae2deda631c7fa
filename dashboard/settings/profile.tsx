import { useQueryClient } from '@tanstack/react-query';
import { changeMe } from '../api/accounts.ts';
import { ME } from '../session/me.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { THEMES, type Theme, useTheme } from '../shell/theme.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Field } from '../ui/field.tsx';
import { Radios } from '../ui/radios.tsx';
import { FormView } from './form/form.tsx';
import { useForm } from './form/use-form.ts';
import { Card, Frame } from './frame.tsx';
import { ROLE_NAMES } from './rank.ts';

export default function Profile() {
  return (
    <Frame title="Profile" lead="Who you are here, and how ChatDesk looks to you.">
      <ProfileForm />
    </Frame>
  );
}

function ProfileForm() {
  const { agent, organization } = useCurrentMe();
  const queries = useQueryClient();
  const form = useForm({
    value: { name: agent.name },
    save: async (_, { name }) => {
      queries.setQueryData(ME, await changeMe({ name }));
      void queries.invalidateQueries({ queryKey: ['agents'] });
    },
  });
  return (
    <FormView label="Profile" form={form}>
      <Card>
        <div className="flex min-w-0 items-center gap-4">
          <Avatar name={agent.name} url={agent.avatar_url} size="large" />
          <span className="flex min-w-0 flex-col">
            <bdi className="truncate text-16 font-semibold">{agent.name}</bdi>
            <span className="truncate text-13 text-muted">{agent.email}</span>
            <span className="truncate text-13 text-muted">
              {ROLE_NAMES[agent.role]} of <bdi>{organization.name}</bdi>
            </span>
          </span>
        </div>
        <Field
          label="Your name"
          help="Visitors see it when you answer."
          autoComplete="name"
          dir="auto"
          maxLength={100}
          value={form.values.name}
          onChange={(event) => form.set('name', event.target.value)}
          error={form.errors.name}
        />
      </Card>
      <Appearance />
    </FormView>
  );
}

const names: Record<Theme, string> = { auto: 'Like the system', light: 'Light', dark: 'Dark' };

function Appearance() {
  const [theme, setTheme] = useTheme();
  return (
    <Card>
      <Radios
        label="Appearance, in this browser"
        choices={THEMES.map((value) => ({ value, name: names[value] }))}
        value={theme}
        onChoose={setTheme}
      />
    </Card>
  );
}
