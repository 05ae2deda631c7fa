/** The chat on a page of its own. It is the same widget, in a container as large as the page. */
import { direction, locale, speak, t } from '../languages/index.ts';
import { loadConfig } from '../loader/config.ts';
import type { PublicConfig } from '../protocol/generated.ts';

const [, , widgetKey = ''] = location.pathname.split('/');
/** A link in a mail leads back to its conversation, once: it does not stay in the address. */
const [, token] = /^#resume=([\w-]+)$/.exec(location.hash) ?? [];
if (token) history.replaceState(null, '', location.pathname);
const place = document.getElementById('chat') as HTMLElement;
const config = await loadConfig(location.origin, widgetKey);
await speak([config?.language, ...navigator.languages], config?.texts);
const { documentElement: root } = document;
root.lang = locale();
root.dir = direction();
if (config) show(config);
else explain();

function show({ title, primary_color, theme }: PublicConfig): void {
  document.title = title;
  root.dataset.theme = theme;
  root.style.setProperty('--brand', primary_color);
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', primary_color);
  window.ChatDesk?.init?.({ widgetKey, container: place, ...(token && { userData: { token } }) });
}

function explain(): void {
  const [title, words] = [document.createElement('h1'), document.createElement('p')];
  document.title = t('refusedTitle');
  title.textContent = t('refusedTitle');
  words.textContent = t('refusedText');
  place.append(title, words);
}
