import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import { useEscape, useEvent } from '../hooks.ts';
import { keep, kept } from '../keep.ts';
import { adopt } from '../parts.ts';
import { all } from './all.ts';
import rules from './emoji.css';
import { neighbour } from './neighbour.ts';
import { withUsed } from './recent.ts';

adopt(rules);

const USED = 'chatdesk.emoji';
/** Hearts and thumbs, for whoever has used none. */
const FIRST = '👍 😊 🙏 ❤️ 😂 🎉 👋 😕';

const used = () => (kept(USED) || FIRST).split(' ');

interface Props {
  pick: (emoji: string) => void;
  close: () => void;
  /** Closes, and goes back to the words. */
  leave: () => void;
}

/** One stop for the tab key; arrows go from one to the next. */
export function Picker({ pick, close, leave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [recent] = useState(used);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  useEscape(leave);
  useEvent(document, 'pointerdown', ({ target }) => {
    if (!box.current?.closest('.extras')?.contains(target as Node)) close();
  });
  const choose = (emoji: string) => {
    keep(USED, withUsed(used(), emoji).join(' '));
    pick(emoji);
  };
  const move = (event: KeyboardEvent) => {
    const boxes = [...(box.current?.querySelectorAll('button') ?? [])];
    const at = boxes.indexOf(event.target as HTMLButtonElement);
    const isMirrored = document.dir === 'rtl';
    const places = boxes.map((button) => button.getBoundingClientRect());
    const next = boxes[neighbour(places, at, event.key, isMirrored) ?? -1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div class="emoji" role="toolbar" aria-label={t('emoji')} ref={box} onKeyDown={move}>
      {[{ name: 'emojiRecent' as const, list: recent }, ...all].map(({ name, list }, index) => (
        <Category key={name} name={t(name)} list={list} isFirst={index === 0} choose={choose} />
      ))}
    </div>
  );
}

interface CategoryProps {
  name: string;
  list: string[];
  isFirst: boolean;
  choose: (emoji: string) => void;
}

function Category({ name, list, isFirst, choose }: CategoryProps) {
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <div class="grid">
        {list.map((emoji, index) => (
          <button
            key={emoji}
            type="button"
            tabIndex={isFirst && index === 0 ? 0 : -1}
            onClick={() => choose(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
    </section>
  );
}
