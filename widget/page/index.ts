/** The chat on a page of its own. It is the same widget, in a container as large as the page. */
import { loadConfig } from '../loader/config.ts';

const [, , widgetKey = ''] = location.pathname.split('/');
const config = await loadConfig(location.origin, widgetKey);
const place = document.getElementById('chat') as HTMLElement;

if (config) {
  document.title = config.title;
  document.documentElement.lang = config.language ?? navigator.language;
  document.body.style.setProperty('--brand', config.primary_color);
  window.ChatDesk?.init?.({ widgetKey, container: place });
} else {
  const words = document.createElement('p');
  words.textContent = 'This chat is not available.';
  place.append(words);
}
