import { LogOut } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Availability } from '../../widget/protocol/generated.ts';
import { wordsFor } from '../api/client.ts';
import { enterOrganization, useLogout } from '../session/me.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { leaving } from '../ui/leaving.ts';
import { type Choice, Choices, MENU_ITEM, MenuContent, MenuLine } from '../ui/menu.tsx';
import { useNotice } from '../ui/notice.tsx';
import { useCurrentMe } from './me-context.ts';
import { NewsItems } from './news-items.tsx';
import { type Theme, useTheme } from './theme.ts';
import { useMyAvailability, useSetAvailability } from './use-availability.ts';

/** Who I am here, whether I take conversations, how I hear of them, how it looks, and the way out. */
export function MeMenu() {
  const { agent, organization } = useCurrentMe();
  const availability = useMyAvailability();
  const logout = useLogout();
  const say = useNotice();
  const leave = () =>
    leaving(() =>
      logout.mutate(undefined, { onError: (error) => say(`You are still logged in. ${wordsFor(error)}`) }),
    );
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`${agent.name}: account${availability ? `, ${availability}` : ''}`}
        title={agent.name}
        className="grid h-12 w-16 place-items-center rounded-card desk:size-10"
      >
        <span className="relative inline-grid">
          <Avatar name={agent.name} url={agent.avatar_url} size="small" />
          {availability && <AvailabilityDot availability={availability} />}
        </span>
      </DropdownMenu.Trigger>
      <MenuContent side="right" align="end" sideOffset={8} className="w-60">
        <div className="px-2 py-2">
          <p className="truncate font-medium">{agent.name}</p>
          <p className="truncate text-12 text-muted">{agent.email}</p>
          <p className="truncate text-12 text-muted">{organization.name}</p>
        </div>
        <OrganizationItems />
        {availability && (
          <>
            <MenuLine />
            <AvailabilityItems availability={availability} />
          </>
        )}
        <MenuLine />
        <NewsItems />
        <MenuLine />
        <ThemeItems />
        <MenuLine />
        <DropdownMenu.Item onSelect={leave} className={MENU_ITEM}>
          <LogOut size={16} strokeWidth={1.5} aria-hidden="true" />
          Log out
        </DropdownMenu.Item>
      </MenuContent>
    </DropdownMenu.Root>
  );
}

function AvailabilityDot({ availability }: { availability: Availability }) {
  const look = availability === 'available' ? 'bg-success' : 'border-2 border-edge bg-surface';
  return (
    <span
      aria-hidden="true"
      className={classes('absolute -right-0.5 -bottom-0.5 size-3 rounded-full ring-2 ring-sunken', look)}
    />
  );
}

/** Whoever works for several organizations goes from one to another. */
function OrganizationItems() {
  const { organization, organizations = [] } = useCurrentMe();
  const say = useNotice();
  if (organizations.length < 2) return null;
  const choices = organizations.map(({ id, name }) => ({ value: id, name }));
  const choose = (id: string) => {
    if (id !== organization.id)
      leaving(() => void enterOrganization(id).catch((error) => say(wordsFor(error))));
  };
  return (
    <>
      <MenuLine />
      <Choices label="Organization" choices={choices} value={organization.id} onChoose={choose} isTitled />
    </>
  );
}

const availabilities: readonly Choice<Availability>[] = [
  { value: 'available', name: 'Available' },
  { value: 'away', name: 'Away' },
];

function AvailabilityItems({ availability }: { availability: Availability }) {
  const set = useSetAvailability();
  const say = useNotice();
  const choose = (wanted: Availability) => void set(wanted).catch((error) => say(wordsFor(error)));
  return <Choices label="Availability" choices={availabilities} value={availability} onChoose={choose} />;
}

const themes: readonly Choice<Theme>[] = [
  { value: 'auto', name: 'Like the system' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
];

function ThemeItems() {
  const [theme, setTheme] = useTheme();
  return <Choices label="Appearance" choices={themes} value={theme} onChoose={setTheme} />;
}
