/**
 * After a deploy an open page may ask for parts that no longer exist. A fresh page knows the new ones; once a minute at
 * most, because a part that is missing for another reason would reload for ever.
 */
const KEY = 'chatdesk:reloaded';
const PATIENCE = 60_000;

export function reloadWhenOutdated(): void {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < PATIENCE) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  });
}
