/**
 * Menus. Not modal: a modal one locks scrolling with a style element, which the content security policy refuses. Not in a
 * portal: so they stay inside the part of the page they belong to.
 */
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.ts';

export const MENU_ITEM =
  'flex items-center gap-2 rounded-control px-2 py-1.5 text-13 outline-none data-disabled:text-muted data-highlighted:bg-hover';

export function MenuContent({ className, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Content
      sideOffset={4}
      collisionPadding={8}
      className={classes(
        'z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto overscroll-contain rounded-card border border-line bg-raised p-1 shadow-window motion-safe:animate-rise',
        className,
      )}
      {...rest}
    />
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}

export function MenuTitle({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2 pt-2 pb-1 text-12 font-medium text-muted">
      {children}
    </DropdownMenu.Label>
  );
}

export interface Choice<T extends string> {
  value: T;
  name: string;
  icon?: ReactNode;
}

interface ChoicesProps<T extends string> {
  /** What it is that one chooses. */
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChoose: (value: T) => void;
  isTitled?: boolean;
}

/** One of several, with a tick. */
export function Choices<T extends string>({ label, choices, value, onChoose, isTitled }: ChoicesProps<T>) {
  return (
    <>
      {isTitled && <MenuTitle>{label}</MenuTitle>}
      <DropdownMenu.RadioGroup value={value} aria-label={label}>
        {choices.map((one) => (
          <DropdownMenu.RadioItem
            key={one.value}
            value={one.value}
            onSelect={() => onChoose(one.value)}
            className={MENU_ITEM}
          >
            <span className="grid size-4 shrink-0 place-items-center">
              <DropdownMenu.ItemIndicator>
                <Check size={16} aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
            </span>
            {one.icon}
            <bdi className="min-w-0 truncate">{one.name}</bdi>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}
