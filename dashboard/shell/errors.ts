/** Tells our server what went wrong with the dashboard: on which page, and where in our own files. Never with whom. */
import { errorOf, type Failure } from '../../widget/frame/errors/index.ts';
import type { WidgetError } from '../../widget/protocol/generated.ts';

/** A page says so much and no more. */
const MOST = 5;
const told = new Set<string>();

type Found = Pick<WidgetError, 'code' | 'detail'>;

/** Errors that nobody caught. */
export function watchErrors(): void {
  for (const name of ['error', 'unhandledrejection'] as const)
    window.addEventListener(name, (failure) => report(failure as Failure));
}

export function report(failure: Failure): void {
  const found = errorOf(failure, location.origin, 'a');
  if (found) tell({ code: found.code, ...(found.detail && { detail: found.detail }) });
}

export function tell(found: Found): void {
  const body = JSON.stringify({ errors: [{ ...found, part: partOf(location.pathname), build: build() }] });
  if (told.size >= MOST || told.has(body)) return;
  told.add(body);
  fetch('/api/client-errors', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    credentials: 'same-origin',
    keepalive: true,
  }).catch(() => {
    // What cannot be told is not missed.
  });
}

/** `/settings/labels` is in `settings`. An address in the dashboard has no person's words in its first part. */
export function partOf(path: string): string {
  const [, first = ''] = path.split('/');
  return /^[a-z-]{1,30}$/.test(first) ? first : 'start';
}

/** Which build this is: the name of its first file says so. */
function build(): string {
  const [, name = ''] =
    /-(\w{8})\.js/.exec(document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '') ?? [];
  return name;
}
