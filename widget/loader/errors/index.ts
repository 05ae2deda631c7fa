/** What goes wrong on the host's page with what is ours. Errors of the page itself are its own. */
import { tell } from '../../failures.ts';
import type { Widget } from '../widget.ts';

/** The loader that asked for us says which it is. */
const build = new URL(import.meta.url).searchParams.get('v') ?? '';

export function report({ origin, key }: Widget, part: string): void {
  const isFrame = part === 'frame';
  if (isFrame)
    console.warn(
      `ChatDesk: the frame of ${origin} did not load. Does this page's policy allow it in frame-src?`,
    );
  tell(origin, key, { build, part, code: isFrame ? 'frame_timeout' : 'load_failed' });
}
