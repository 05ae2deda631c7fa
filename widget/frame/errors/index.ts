/** What goes wrong in the chat window, as far as it is ours. */
import { tell } from '../../failures.ts';
import type { WidgetError, WidgetErrorCode } from '../../protocol/generated.ts';

/** An event, or what is left of one. */
export type Failure = Partial<Pick<ErrorEvent, 'error' | 'filename' | 'lineno' | 'colno'>> & {
  reason?: unknown;
};

/** As browsers say that a file with a part did not come. */
const MISSING = /import\w* (?:a )?module/i;
const KIND = /^[A-Za-z]{0,40}Error$/;

/** An error that nobody caught, or a part that did not load. */
export function report(failure: object): void {
  const found = errorOf(failure, location.origin);
  if (found) tellOf(found);
}

/** What the window goes on without. */
export function refused(code: WidgetErrorCode): void {
  tellOf({ part: 'conversation', code });
}

function tellOf(found: Omit<WidgetError, 'build'>): void {
  const [, , key = ''] = location.pathname.split('/');
  const build = nameOf(document.querySelector('script')?.src)[1];
  tell(location.origin, key, { build, ...found });
}

/** Nothing, if it happened in no file of ours (`folder`): browsers' extensions come into frames too. */
export function errorOf(
  failure: Failure,
  origin: string,
  folder = 'w',
): Omit<WidgetError, 'build'> | undefined {
  const { filename, lineno, colno, reason, error = reason } = failure;
  const { name, message, stack } = (error ?? {}) as Partial<Error>;
  if (MISSING.test(message ?? '')) return { part: nameOf(message)[0], code: 'load_failed' };
  const place = new RegExp(`${origin}/(${folder}/[\\w-]+\\.js)[^:\\s)]*(:\\d+:\\d+)`);
  const [, file, position] = place.exec(`${stack} ${filename}:${lineno}:${colno}`) ?? [];
  if (!file) return undefined;
  const kind = KIND.test(name ?? '') ? name : 'Error';
  return { part: nameOf(file)[0], code: 'script_error', detail: `${kind} ${file}${position}` };
}

/** What a file of ours is called, and the build it is of. */
function nameOf(text = ''): [part: string, build: string] {
  const [, part, build = ''] = /w\/([a-z-]+)-(\w{8})\.js/.exec(text) ?? [];
  return [part && part !== 'chunk' ? part : 'frame', build];
}
