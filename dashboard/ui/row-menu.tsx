import { MoreHorizontal } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import { MENU_ITEM, MenuContent } from './menu.tsx';

export interface RowAction {
  name: string;
  run: () => void;
  isDanger?: boolean;
}

/** What can be done with one row of a list. */
export function RowMenu({ label, actions }: { label: string; actions: readonly (RowAction | false)[] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={label}>
          <MoreHorizontal size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </DropdownMenu.Trigger>
      <MenuContent align="end">
        {actions.map(
          (action) =>
            action && (
              <DropdownMenu.Item
                key={action.name}
                onSelect={action.run}
                className={classes(MENU_ITEM, action.isDanger && 'text-danger')}
              >
                {action.name}
              </DropdownMenu.Item>
            ),
        )}
      </MenuContent>
    </DropdownMenu.Root>
  );
}
