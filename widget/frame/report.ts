/** What the page around us learns: how much is unread, what the buttons are called, what happened. */
import { t } from '../languages/index.ts';
import type { Host } from './host.ts';
import { type ChatStore, hasBegun, unread } from './state.ts';

export function report(host: Host, store: ChatStore): void {
  let told = '';
  const tell = () => {
    const { state } = store;
    const count = unread(state);
    const open = count ? t('openUnread', { count }) : t('open');
    const labels = { open, close: t('close'), dismiss: t('dismiss'), news: t('news', { count }) };
    const news = `${count} ${open} ${hasBegun(state)}`;
    if (news === told) return;
    told = news;
    host.tell({ type: 'state', unread: count, isKnown: hasBegun(state), labels });
  };
  store.subscribe(tell);
  tell();
}
