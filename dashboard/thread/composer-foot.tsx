import { SendHorizontal } from 'lucide-react';
import type { Uploads } from '../../widget/transport/uploads.ts';
import { Button } from '../ui/button.tsx';
import { AttachButton } from './attach.tsx';
import { EmojiButton } from './emoji-button.tsx';
import type { Draft } from './use-draft.ts';

interface ComposerFootProps {
  draft: Draft;
  uploads: Uploads;
  isClosed: boolean;
  /** It was sent once, and we asked whether it was meant. */
  isAsked: boolean;
  canSend: boolean;
  send: () => void;
  sendAndClose: () => void;
  insert: (words: string) => void;
  focus: () => void;
}

/** What can be added to the text, and how it goes out. */
export function ComposerFoot({ draft, uploads, isClosed, isAsked, canSend, ...on }: ComposerFootProps) {
  const isNote = draft.mode === 'note';
  return (
    <div className="flex items-center gap-1">
      <AttachButton uploads={uploads} />
      <EmojiButton pick={on.insert} leave={on.focus} />
      <Hint draft={draft} isClosed={isClosed} />
      <span className="ml-auto flex shrink-0 gap-2">
        {!isNote && !isClosed && canSend && (
          <Button
            title="Ctrl or ⌘ + Shift + Enter"
            onClick={on.sendAndClose}
            className="hidden sm:inline-flex"
          >
            Send and close
          </Button>
        )}
        <Button look="primary" disabled={!canSend} onClick={on.send}>
          <SendHorizontal size={16} aria-hidden="true" />
          {isNote ? 'Add note' : isAsked ? 'Send anyway' : 'Send'}
        </Button>
      </span>
    </div>
  );
}

function Hint({ draft: { excess, text }, isClosed }: { draft: Draft; isClosed: boolean }) {
  if (excess > 0) {
    return (
      <p role="alert" className="text-12 text-danger">
        Too long by {excess.toLocaleString()} characters.
      </p>
    );
  }
  if (text) return null;
  return (
    <p className="hidden truncate pl-1 text-12 text-muted desk:block">
      {isClosed ? 'Closed. A reply opens it again.' : 'Enter sends, / for canned replies'}
    </p>
  );
}
