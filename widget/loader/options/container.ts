/** Where the chat is part of the page. */
import type { Options } from '../widget.ts';

/** The page may still be loading, and its container come later than our tag. */
export async function hasPlace({ container }: Options): Promise<void> {
  if (container && !find(container) && document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

export function find(container: Element | string): Element | null {
  try {
    const found = typeof container === 'string' ? document.querySelector(container) : container;
    return found && 'append' in found ? found : null;
  } catch {
    // Not a selector.
    return null;
  }
}
