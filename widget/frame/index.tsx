import { render } from 'preact';
import type { ToFrame } from '../bridge.ts';
import { App } from './App.tsx';
import { Api, isRefused } from './api.ts';
import { Chat } from './chat.ts';
import { meetHost } from './host.ts';
import { kept } from './keep.ts';
import { dress } from './look.ts';
import { load } from './parts.ts';
import { report } from './report.ts';
import { createState, isAsked } from './state.ts';
import { choose } from './tongue.ts';

for (const failure of ['error', 'unhandledrejection'])
  addEventListener(failure, (event) => {
    import('./errors/index.ts').then(({ report }) => report(event)).catch(() => {});
  });

const host = await meetHost();
const { config, language, page, open, isInline, consent, user, department } = host.greeting;
await choose(config, [kept('chatdesk.language'), config.language, language, ...navigator.languages]);
document.title = config.title;
dress(config);

const store = createState(config);
// Our address names the widget that allows this page; what the page says of it may not.
const [, , key = ''] = location.pathname.split('/');
const api = new Api(key, page, consent, document.body.dataset.id);
const chat = new Chat(api, store, { tell: host.tell });
store.change({ isInline, details: department ? { departmentId: department } : null });
/** What the page asks for is done in the order it was asked. */
let done: Promise<unknown> = Promise.resolve();
if (user) command({ type: 'identify', user });
if (config.tracking) command({ type: 'page', page });
if (isInline) showInPage();
else if (open) opened();
else if (api.token) enter();
host.listen(hear);
report(host, store);
store.subscribe(show);
show();
// What is dropped before the part for files is there waits for it, and is not opened by the browser.
window.ondragover = window.ondrop = (event) => {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  chat.attach(event.dataTransfer.files);
};
window.onkeydown = ({ key, isComposing }) => {
  if (key === 'Escape' && !isComposing) host.tell({ type: 'close' });
};
window.onstorage = ({ key }) => key === `chatdesk.begun ${location.pathname}` && chat.follow();

function show(): void {
  render(
    <App state={store.state} chat={chat} tell={host.tell} />,
    document.getElementById('chat') as HTMLElement,
  );
}

function hear(message: ToFrame): void {
  if (message.type === 'closed') store.change({ open: false });
  else if (message.type === 'opened') opened(message.page);
  else if (message.type === 'proactive') store.change({ proactive: message.text });
  else command(message);
}

function opened(page = api.page): void {
  api.page = page;
  store.change({ open: true });
  if (config.tracking) command({ type: 'shown' });
  enter();
}

/** Who has talked here before is connected without opening: there may be an answer. */
function enter(): void {
  done = done.then(() => chat.open());
}

/** Seen from the start; but as long as nobody touches it, nobody has opened it. Who follows a link in a mail has. */
function showInPage(): void {
  store.change({ open: true, phase: 'ready' });
  if (api.token || user?.token?.startsWith('re_')) enter();
  for (const touch of ['pointerdown', 'focusin']) addEventListener(touch, () => opened(), { once: true });
}

function command(message: Exclude<ToFrame, { type: 'opened' | 'closed' | 'proactive' }>): void {
  done = done
    .then(() => load('commands'))
    .then(({ obey }) => obey(message, chat, { choose, dress, isAsked, isRefused }))
    .catch((problem) => console.warn(`ChatDesk: "${message.type}" failed: ${problem}`));
}
