import { Lock } from 'lucide-react';
import { memo } from 'react';
import type { Bubble as Content, Delivery, Row } from '../live/rows.ts';
import { clock } from '../live/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { classes } from '../ui/classes.ts';
import { Time } from '../ui/time.tsx';
import { BodyText } from './body-text.tsx';
import { Files } from './files.tsx';
import { Unsent } from './unsent.tsx';

interface BubbleProps {
  row: Extract<Row, { type: 'bubble' }>;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
  readAgain: (seq: number) => Promise<void>;
}

/** A message: the visitor's at the left, ours at the right, notes for us alone in yellow. */
export const Bubble = memo(function Bubble({ row, retry, discard, readAgain }: BubbleProps) {
  const { bubble, first, last, delivery } = row;
  const isOurs = bubble.side === 'team';
  return (
    <div
      className={classes('flex flex-col', isOurs ? 'items-end' : 'items-start', first ? 'pt-3' : 'pt-0.5')}
    >
      {first && <Speaker bubble={bubble} />}
      <div className={classes('group flex max-w-[80%] items-end gap-2', isOurs && 'flex-row-reverse')}>
        <Face bubble={bubble} isShown={last} />
        <div
          className={classes(
            'relative min-w-0 rounded-card px-3 py-2',
            lookOf(bubble),
            last && cornerOf(bubble),
          )}
        >
          {bubble.body && <BodyText body={bubble.body} />}
          {bubble.attachments.length > 0 && (
            <Files files={bubble.attachments} renew={() => readAgain(bubble.seq)} />
          )}
          {bubble.createdAt && !first && <HoverTime at={bubble.createdAt} isOurs={isOurs} />}
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

/** The first of a group says its time above; of the others it shows beside them, without taking room. */
function HoverTime({ at, isOurs }: { at: string; isOurs: boolean }) {
  const place = isOurs ? 'right-full mr-2' : 'left-full ml-2';
  const look =
    'text-12 whitespace-nowrap text-muted opacity-0 transition-opacity duration-120 group-hover:opacity-100';
  return <Time at={at} say={clock} className={classes('absolute top-1/2 -translate-y-1/2', place, look)} />;
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
