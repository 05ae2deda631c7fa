/**
 * Tells our server what went wrong with the widget: which part of it, and where in our own files. Never with whom, nor on
 * which page.
 */
import type { WidgetError } from './protocol/generated.ts';

/** A page says so much and no more. */
const MOST = 5;
// No Set: there are pages with another thing of that name.
const told: string[] = [];

export function tell(origin: string, widgetKey: string, error: WidgetError): void {
  // A list would ask a page's own `toJSON`, if there is one.
  const body = `{"widgetKey":${JSON.stringify(widgetKey)},"errors":[${JSON.stringify(error)}]}`;
  if (told.length >= MOST || told.includes(body)) return;
  told.push(body);
  fetch(`${origin}/api/widget/errors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    keepalive: true,
  }).catch(() => {
    // What cannot be told is not missed.
  });
}
