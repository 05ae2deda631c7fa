/**
 * Parts of the dashboard that load when they are wanted. While the network is away they are waited for: what is shown
 * stays. After a deploy an open page may ask for parts that no longer exist; a fresh page knows the new ones.
 */
import { type ComponentType, lazy } from 'react';
import { tell } from '../shell/errors.ts';

type Load<Part> = () => Promise<Part>;

export const part = <Props>(load: Load<{ default: ComponentType<Props> }>) =>
  lazy(() => insist(load, browser));

export interface World {
  /** Resolves once our server can be reached. */
  reach: () => Promise<void>;
  /** False: not now. */
  reload: () => boolean;
  pause: () => Promise<void>;
  /** It is not there, though the page is fresh and the server answers. */
  missing: () => void;
}

/** The part, however long it takes. One that is still missing when the server is there belongs to another build. */
export async function insist<Part>(
  load: Load<Part>,
  { reach, reload, pause, missing }: World,
): Promise<Part> {
  for (let missed = 0; ; missed += 1) {
    try {
      return await load();
    } catch {
      await reach();
      // The page that is on its way takes over.
      if (missed > 0 && reload()) return new Promise(() => undefined);
      if (missed > 0) {
        missing();
        await pause();
      }
    }
  }
}

const KEY = 'chatdesk:reloaded';
/** Not more often: a part that is missing for another reason would reload for ever. */
const PATIENCE = 60_000;
const AGAIN = 3_000;

const browser: World = {
  missing: () => tell({ code: 'load_failed' }),
  pause: () => new Promise((resolve) => setTimeout(resolve, AGAIN)),
  reach: async () => {
    while (!(await isReachable())) await browser.pause();
  },
  reload: () => {
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < PATIENCE) return false;
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
    return true;
  },
};

const isReachable = () =>
  fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
