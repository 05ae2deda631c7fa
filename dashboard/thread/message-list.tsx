import { ArrowDown } from 'lucide-react';
import { useMemo } from 'react';
import type { LiveRoom, RoomView } from '../live/room.ts';
import { type Row, rowsOf } from '../live/rows.ts';
import { lastSeq } from '../live/thread.ts';
import { dayName } from '../live/times.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { Button } from '../ui/button.tsx';
import { Time } from '../ui/time.tsx';
import { Bubble } from './bubble.tsx';
import { EventLine } from './event-line.tsx';
import { TypingDots } from './typing-dots.tsx';
import { useReadMarks } from './use-read-marks.ts';
import { useStickToEnd } from './use-stick-to-end.ts';

export function MessageList({ room, view }: { room: LiveRoom; view: RoomView }) {
  const { thread, loadingEarlier } = view;
  const me = useCurrentMe();
  const { messages, pending, participants, conversation } = thread;
  const rows = useMemo(
    () => rowsOf({ messages, pending, participants, conversation }, me.agent.id),
    [messages, pending, participants, conversation, me.agent.id],
  );
  const last = lastSeq(thread);
  const stick = useStickToEnd(messages[0]?.seq ?? 0, last, pending.length, thread.typing.length);
  useReadMarks(room, last, stick.isAtEnd);
  const name = conversation?.widget_customer.display_name;

  return (
    <div className="relative min-h-0 grow">
      <div
        ref={stick.scroller}
        onScroll={stick.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must be able to do that
        tabIndex={0}
        role="log"
        aria-label={name ? `Messages with ${name}` : 'Messages'}
        className="flex h-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div ref={stick.content} className="mx-auto mt-auto w-full max-w-180 px-4 py-4">
          {thread.hasEarlier && (
            <div className="flex justify-center pb-4">
              <Button onClick={() => void room.loadEarlier()} disabled={loadingEarlier}>
                {loadingEarlier ? 'Loading…' : 'Show earlier messages'}
              </Button>
            </div>
          )}
          {rows.map((row) => (
            <Line key={row.key} row={row} room={room} />
          ))}
          <TypingDots typing={thread.typing} />
        </div>
      </div>
      {stick.hasNews && (
        <button
          type="button"
          onClick={stick.toEnd}
          className="absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 motion-safe:animate-rise items-center gap-1.5 rounded-full border border-line bg-raised px-3 text-13 font-medium text-brand-ink shadow-window hover:bg-hover"
        >
          <ArrowDown size={16} aria-hidden="true" />
          New messages
        </button>
      )}
    </div>
  );
}

function Line({ row, room }: { row: Row; room: LiveRoom }) {
  if (row.type === 'day') return <DayLine at={row.at} />;
  if (row.type === 'event') return <EventLine event={row.event} at={row.at} />;
  return <Bubble row={row} retry={room.retry} discard={room.discard} readAgain={room.readAgain} />;
}

function DayLine({ at }: { at: string }) {
  return (
    <div className="flex items-center gap-3 py-4 text-12 text-muted first:pt-0">
      <span className="h-px grow bg-line" />
      <Time at={at} say={dayName} className="font-medium" />
      <span className="h-px grow bg-line" />
    </div>
  );
}
