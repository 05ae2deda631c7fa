import { Check, LogOut } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { wordsFor } from '../api/client.ts';
import { useLogout } from '../session/me.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useNotice } from '../ui/notice.tsx';
import { useCurrentMe } from './me-context.ts';
import { THEMES, type Theme, useTheme } from './theme.ts';

const ITEM =
  'flex items-center gap-2 rounded-control px-2 py-1.5 text-13 outline-none data-highlighted:bg-hover';

/**
 * Who I am here, how it looks, and the way out. Not modal: a modal one locks scrolling with a style element, which the
 * content security policy refuses. Not in a portal: so it stays inside the navigation it belongs to.
 */
export function MeMenu() {
  const { agent, organization } = useCurrentMe();
  const logout = useLogout();
  const say = useNotice();
  const leave = () =>
    logout.mutate(undefined, { onError: (error) => say(`You are still logged in. ${wordsFor(error)}`) });
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`${agent.name}: account`}
        title={agent.name}
        className="grid h-12 w-16 place-items-center rounded-card desk:size-10"
      >
        <Avatar name={agent.name} url={agent.avatar_url} size="small" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        side="right"
        align="end"
        sideOffset={8}
        collisionPadding={8}
        className="z-40 w-60 motion-safe:animate-rise rounded-card border border-line bg-raised p-1 shadow-window"
      >
        <div className="px-2 py-2">
          <p className="truncate font-medium">{agent.name}</p>
          <p className="truncate text-12 text-muted">{agent.email}</p>
          <p className="truncate text-12 text-muted">{organization.name}</p>
        </div>
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <ThemeItems />
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.Item onSelect={leave} className={ITEM}>
          <LogOut size={16} strokeWidth={1.5} aria-hidden="true" />
          Log out
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

const themeNames: Record<Theme, string> = { auto: 'Like the system', light: 'Light', dark: 'Dark' };

function ThemeItems() {
  const [theme, setTheme] = useTheme();
  return (
    <DropdownMenu.RadioGroup value={theme} aria-label="Appearance">
      {THEMES.map((one) => (
        <DropdownMenu.RadioItem key={one} value={one} onSelect={() => setTheme(one)} className={ITEM}>
          <span className="grid size-4 place-items-center">
            <DropdownMenu.ItemIndicator>
              <Check size={16} aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </span>
          {themeNames[one]}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
