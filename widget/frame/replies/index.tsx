/** In what time answers come, under the greeting. */
import { locale, t } from '../../languages/later.ts';
import { adopt } from '../parts.ts';
import type { ChatStore } from '../state.ts';
import rules from './replies.css';

adopt(rules);

export function show(store: ChatStore, seconds: number): void {
  store.change({ replies: () => <p class="replies">{t('replies', { time: span(seconds / 60) })}</p> });
}

/** "5 minutes", "1 hour", "1 day". */
function span(minutes: number): string {
  const [count, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
