import { base, languages } from '../../languages/index.ts';
import { locale, t } from '../../languages/later.ts';
import type { Chat } from '../chat.ts';
import { keep } from '../keep.ts';
import { Icon } from '../parts/Icon.tsx';
import type { ChatState } from '../state.ts';
import { choose } from '../tongue.ts';
import { ownNames } from './tongues.ts';

const LETTERS = ['m5 8 6 6', 'm4 14 6-6 2-3', 'M2 5h12', 'M7 2h1', 'm22 22-5-10-5 10', 'M14 18h6'];

/** Remembered, and stronger than what the page says. */
export function Language({ state: { config }, chat }: { state: ChatState; chat: Chat }) {
  const change = async (language: string) => {
    keep('chatdesk.language', language);
    await choose(config, [language, ...navigator.languages]);
    chat.store.change({ config: { ...config, language } });
  };
  return (
    <label class="choice">
      <Icon of={LETTERS} />
      {t('language')}
      <select value={base(locale())} onChange={({ currentTarget: { value } }) => void change(value)}>
        {ownNames(languages()).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
