import type { ReactNode } from 'react';

/** One line of the palette. */
export interface Item {
  id: string;
  name: string;
  /** At the right, quieter. */
  hint?: string | undefined;
  /** What one would press instead. */
  keys?: string | undefined;
  icon?: ReactNode;
  isOn?: boolean | undefined;
  /** Found by the server: shown whatever the letters say. */
  isFound?: boolean;
  /** The palette stays open after it. */
  stays?: boolean;
  run: () => void;
}

export interface Group {
  name: string;
  items: Item[];
}
