/** Draws the launcher as it would be drawn now, on the one that is there. */
import { draw } from '../loader/launcher.ts';
import { adorn } from '../loader/options/index.ts';
import type { Widget } from '../loader/widget.ts';
import type { Size } from '../protocol/generated.ts';

const SIZES: readonly Size[] = ['small', 'medium', 'large'];

export function redraw({ view, config }: Widget): void {
  if (!view) return;
  const { root, launcher } = view;
  const next = draw(config);
  adorn({ config, options: {}, view: next } as Widget);
  for (const size of SIZES) root.classList.toggle(size, size === config.size);
  root.dataset.at = config.position;
  root.style.cssText = next.root.style.cssText;
  launcher.style.cssText = next.launcher.style.cssText;
  const shape = next.launcher.querySelector('path')?.getAttribute('d') ?? '';
  launcher.querySelector('path')?.setAttribute('d', shape);
  const frame = root.querySelector('iframe');
  if (frame) frame.title = config.title;
}
