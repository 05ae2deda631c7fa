/** Light or dark: as the system says, unless the agent chose. */
import { useEffect } from 'react';
import { readStored, useStored } from '../ui/stored.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'chatdesk:theme';
const darkSystem = matchMedia('(prefers-color-scheme: dark)');

/** Called once, before anything is drawn. */
export function followTheme(): void {
  const follow = () => apply(readStored(KEY, 'auto', THEMES));
  darkSystem.addEventListener('change', follow);
  follow();
}

function apply(theme: Theme): void {
  const dark = theme === 'auto' ? darkSystem.matches : theme === 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useStored(KEY, 'auto', THEMES);
  useEffect(() => apply(theme), [theme]);
  return [theme, setTheme];
}
