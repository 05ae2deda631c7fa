import { Lock } from 'lucide-react';
import { memo } from 'react';
import type { Bubble as Content, Delivery, Row } from '../live/rows.ts';
import { clock } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { Time } from '../ui/time.tsx';
import { BodyText, NoteText } from './body-text.tsx';
import { CopyMessage } from './copy-message.tsx';
import { Files } from './files.tsx';
import { Unsent } from './unsent.tsx';

interface BubbleProps {
  row: Extract<Row, { type: 'bubble' }>;
  /** It has just been looked for. */
  isFlashed: boolean;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  readAgain: (seq: number) => Promise<void>;
}

/** A message: the visitor's at the left, ours at the right, notes for us alone in yellow. */
export const Bubble = memo(function Bubble({ row, isFlashed, retry, discard, readAgain }: BubbleProps) {
  const { bubble, first, last, delivery } = row;
  const isOurs = bubble.side === 'team';
  const Words = bubble.isNote ? NoteText : BodyText;
  return (
    <div
      data-seq={bubble.seq || undefined}
      className={classes('flex flex-col', isOurs ? 'items-end' : 'items-start', first ? 'pt-3' : 'pt-0.5')}
    >
      {first && <Speaker bubble={bubble} />}
      <div className={classes('group flex max-w-[80%] items-end gap-2', isOurs && 'flex-row-reverse')}>
        <Face bubble={bubble} isShown={last} />
        <div
          className={classes(
            'relative min-w-0 rounded-card px-3 py-2 outline-offset-2 transition-[outline-color] duration-200',
            isFlashed ? 'outline-2 outline-brand-ink' : 'outline-2 outline-transparent',
            lookOf(bubble),
            last && cornerOf(bubble),
          )}
        >
          {bubble.body && <Words body={bubble.body} />}
          {bubble.attachments.length > 0 && (
            <Files files={bubble.attachments} renew={() => readAgain(bubble.seq)} />
          )}
          <Aside bubble={bubble} hasTime={!first} />
        </div>
      </div>
      {bubble.pending?.state === 'failed' && (
        <Unsent pending={bubble.pending} retry={retry} discard={discard} />
      )}
      {delivery && <p className="pt-1 text-12 text-muted">{deliveries[delivery]}</p>}
    </div>
  );
});

const deliveries: Record<Delivery, string> = {
  sending: 'Sending…',
  sent: 'Sent',
  delivered: 'Delivered',
  seen: 'Seen',
};

function lookOf({ side, isNote }: Content): string {
  if (isNote) return 'border border-note-line bg-note';
  return side === 'team' ? 'bg-brand text-on-brand' : 'bg-bubble';
}

/** The corner next to whoever speaks. */
function cornerOf({ side }: Content): string {
  return side === 'team' ? 'rounded-br-[4px]' : 'rounded-bl-[4px]';
}

/** Beside the bubble, without taking room: its time, unless that stands above, and a way to copy it. */
function Aside({ bubble: { side, body, createdAt }, hasTime }: { bubble: Content; hasTime: boolean }) {
  const place = side === 'team' ? 'right-full mr-1 flex-row-reverse' : 'left-full ml-1';
  const look =
    'absolute top-1/2 flex -translate-y-1/2 items-center gap-1 whitespace-nowrap text-12 text-muted opacity-0 transition-opacity duration-120 group-focus-within:opacity-100 group-hover:opacity-100';
  return (
    <span className={classes(look, place)}>
      {body && <CopyMessage text={body} />}
      {createdAt && hasTime && <Time at={createdAt} say={clock} />}
    </span>
  );
}

/** Who says it, to everybody; what is a note says so, to those who do not see yellow. */
function Speaker({ bubble: { sender, isNote, isMine, side, createdAt } }: { bubble: Content }) {
  return (
    <p
      className={classes(
        'flex max-w-full items-center gap-1 pb-1 text-12 whitespace-nowrap text-muted',
        side === 'visitor' && 'pl-9',
      )}
    >
      {isNote && <Lock size={12} aria-hidden="true" />}
      <bdi className="min-w-0 truncate">{isMine ? 'You' : sender?.name}</bdi>
      {isNote && <span>· Note, only for your team</span>}
      {createdAt && (
        <span>
          · <Time at={createdAt} say={clock} />
        </span>
      )}
    </p>
  );
}

/** Once per group, beside its last message; the room for it is always kept. */
function Face({ bubble: { side, sender }, isShown }: { bubble: Content; isShown: boolean }) {
  if (side === 'team') return null;
  return (
    <span className="w-7 shrink-0">
      {isShown && sender && <Avatar name={sender.name} url={sender.avatar_url} size="small" />}
    </span>
  );
}
