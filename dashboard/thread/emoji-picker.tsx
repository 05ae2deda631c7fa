import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { all } from '../../widget/frame/emoji/all.ts';
import { neighbour } from '../../widget/frame/emoji/neighbour.ts';
import { withUsed } from '../../widget/frame/emoji/recent.ts';

const USED = 'chatdesk:emoji';
/** Hearts and thumbs, for whoever has used none. */
const FIRST = '👍 😊 🙏 ❤️ 😂 🎉 👋 😕';
const names: Record<(typeof all)[number]['name'], string> = {
  emojiFaces: 'Faces',
  emojiPeople: 'People',
  emojiNature: 'Nature',
  emojiFood: 'Food',
  emojiThings: 'Things',
  emojiSigns: 'Signs',
};

interface EmojiPickerProps {
  pick: (emoji: string) => void;
  close: () => void;
}

/** One stop for the Tab key; arrows go from one to the next. */
export default function EmojiPicker({ pick, close }: EmojiPickerProps) {
  const box = useRef<HTMLDivElement>(null);
  const [recent] = useState(used);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  useLeaving(box, close);
  const choose = (emoji: string) => {
    keepUsed(withUsed(used(), emoji));
    pick(emoji);
  };
  const groups = [
    { name: 'Recent', list: recent },
    ...all.map(({ name, list }) => ({ name: names[name], list })),
  ];
  return (
    <div
      ref={box}
      role="toolbar"
      aria-label="Emoji"
      onKeyDown={(event) => move(event, box.current, close)}
      className="absolute bottom-full left-0 z-20 mb-1 h-64 w-80 max-w-full motion-safe:animate-rise overflow-y-auto overscroll-contain rounded-card border border-line bg-raised px-2 pb-2 shadow-window"
    >
      {groups.map(({ name, list }, index) => (
        <section key={name} aria-label={name}>
          <h3 className="sticky top-0 bg-raised px-1 pt-2 pb-1 text-12 font-medium text-muted">{name}</h3>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(36px,1fr))]">
            {list.map((emoji, place) => (
              <button
                key={emoji}
                type="button"
                tabIndex={index === 0 && place === 0 ? 0 : -1}
                onClick={() => choose(emoji)}
                className="h-9 rounded-control text-20 leading-none -outline-offset-2 hover:bg-hover"
              >
                {emoji}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function move(event: KeyboardEvent, box: HTMLElement | null, close: () => void): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    close();
    return;
  }
  const buttons = [...(box?.querySelectorAll('button') ?? [])];
  const places = buttons.map((button) => button.getBoundingClientRect());
  const next =
    buttons[neighbour(places, buttons.indexOf(event.target as HTMLButtonElement), event.key) ?? -1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function useLeaving(box: { current: HTMLElement | null }, close: () => void): void {
  useEffect(() => {
    const pressed = ({ target }: PointerEvent) => {
      // The button that opened it closes it by itself.
      if (!box.current?.parentElement?.contains(target as Node)) close();
    };
    addEventListener('pointerdown', pressed);
    return () => removeEventListener('pointerdown', pressed);
  }, [box, close]);
}

function used(): string[] {
  try {
    return (localStorage.getItem(USED) || FIRST).split(' ');
  } catch {
    return FIRST.split(' ');
  }
}

function keepUsed(list: readonly string[]): void {
  try {
    localStorage.setItem(USED, list.join(' '));
  } catch {
    // Remembering is a convenience.
  }
}
