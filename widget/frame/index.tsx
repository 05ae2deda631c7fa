import { render } from 'preact';
import { direction, locale, speak, t } from '../languages/index.ts';
import { App } from './App.tsx';
import { Api } from './api.ts';
import { Chat } from './chat.ts';
import { type Host, meetHost } from './host.ts';
import { dress } from './look.ts';
import { type ChatStore, createState, unread } from './state.ts';

const host = await meetHost();
const { config, language, page } = host.greeting;
await speak([config.language, language, ...navigator.languages]);
document.title = config.title;
document.documentElement.lang = locale();
document.documentElement.dir = direction();
dress(config);

const store = createState(config);
const api = new Api(config.key, page);
const chat = new Chat(api, store);
obey(host);
report(host, store);
render(
  <App chat={chat} store={store} close={() => host.tell({ type: 'close' })} />,
  document.getElementById('chat') as HTMLElement,
);

function obey(host: Host): void {
  const opened = () => {
    chat.open();
    store.change({ open: true });
  };
  if (host.greeting.open) opened();
  host.listen((message) => {
    if (message.type === 'closed') return store.change({ open: false });
    api.page = message.page;
    opened();
  });
}

/** The launcher shows how much is unread, and what it is called in the visitor's language. */
function report(host: Host, store: ChatStore): void {
  let told = -1;
  const tell = () => {
    const count = unread(store.state);
    if (count === told) return;
    told = count;
    const open = count ? t('openUnread', { count }) : t('open');
    host.tell({ type: 'state', unread: count, labels: { open, close: t('close') } });
  };
  store.subscribe(tell);
  tell();
}
