/** How the files of a message are shown and opened. Used by the widget and by the dashboard. */
import type { Attachment } from '../protocol/generated.ts';
import { isStale } from './uploads.ts';

/** Brings new addresses, when these have expired. */
export type Renew = () => Promise<void>;

/** What all browsers show. */
const FILMS = new Set(['video/mp4', 'video/webm']);

export const isFilm = ({ content_type }: Attachment): boolean => FILMS.has(content_type);
export const isSound = ({ content_type }: Attachment): boolean => content_type.startsWith('audio/');

/** Nothing of it is fetched before it is played. */
export const mediaOf = (file: Attachment, renew: Renew) =>
  ({
    src: file.url,
    controls: true,
    preload: 'none',
    title: file.name,
    onError: () => void (isStale(file) && renew()),
  }) as const;

/** A click on an address that has expired goes to the new one; the page behind the old one would only say so. */
export function openFresh(event: Event, file: Attachment, renew: Renew, address: () => string | undefined) {
  if (!isStale(file)) return;
  event.preventDefault();
  const page = open('about:blank', '_blank');
  renew().then(
    () => page?.location.replace(address() ?? ''),
    () => page?.close(),
  );
}
