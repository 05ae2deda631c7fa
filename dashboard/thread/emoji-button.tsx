import { Smile } from 'lucide-react';
import { Suspense, useCallback, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { part } from '../ui/part.ts';

const EmojiPicker = part(() => import('./emoji-picker.tsx'));

interface EmojiButtonProps {
  pick: (emoji: string) => void;
  /** Back to the text. */
  leave: () => void;
}

export function EmojiButton({ pick, leave }: EmojiButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <span className="contents">
      <IconButton label="Emoji" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Smile size={16} aria-hidden="true" />
      </IconButton>
      {isOpen && (
        <Suspense>
          <EmojiPicker
            pick={(emoji) => {
              close();
              pick(emoji);
            }}
            close={() => {
              close();
              leave();
            }}
          />
        </Suspense>
      )}
    </span>
  );
}
