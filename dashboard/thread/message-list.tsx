import { ArrowDown } from 'lucide-react';
import { memo, useMemo, useRef } from 'react';
import type { LiveRoom } from '../live/room.ts';
import type { RoomView } from '../live/room-view.ts';
import { type Row, reusing, rowsOf } from '../live/rows.ts';
import { drawn } from '../live/span.ts';
import { lastSeq } from '../live/thread.ts';
import { dayName } from '../live/times.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { Button } from '../ui/button.tsx';
import { Time } from '../ui/time.tsx';
import { Bubble } from './bubble.tsx';
import { EventLine } from './event-line.tsx';
import { TypingDots } from './typing-dots.tsx';
import { useFlash } from './use-flash.ts';
import { useMessageKeys } from './use-message-keys.ts';
import { useReadMarks } from './use-read-marks.ts';
import { useThreadScroll } from './use-thread-scroll.ts';

export function MessageList({ room, view }: { room: LiveRoom; view: RoomView }) {
  const { thread, span, target } = view;
  const rows = useRows(view);
  const scroll = useThreadScroll(room, view);
  useReadMarks(room, lastSeq(thread), scroll.isAtEnd);
  const flashed = useFlash(target);
  const onKeyDown = useMessageKeys();
  const name = thread.conversation?.widget_customer.display_name;
  const isToEnd = span.to === Number.POSITIVE_INFINITY;

  return (
    <div className="relative min-h-0 grow">
      <div
        ref={scroll.scroller}
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must be able to do that
        tabIndex={0}
        role="log"
        aria-label={name ? `Messages with ${name}` : 'Messages'}
        className="flex h-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div ref={scroll.content} className="mx-auto mt-auto w-full max-w-180 px-4 py-4">
          {span.from > 1 && <Edge room={room} view={view} />}
          {rows.map((row) => (
            <Line
              key={row.key}
              row={row}
              room={room}
              isFlashed={row.type === 'bubble' && row.bubble.seq === flashed}
            />
          ))}
          {isToEnd ? <TypingDots typing={thread.typing} /> : <Edge room={room} view={view} isBelow />}
        </div>
      </div>
      {!scroll.isAtEnd && <ToEnd hasNews={scroll.hasNews} toEnd={scroll.toEnd} />}
    </div>
  );
}

function useRows({ thread, span, unreadAt }: RoomView): Row[] {
  const me = useCurrentMe().agent.id;
  const { messages, pending, participants, conversation } = thread;
  const before = useRef<Row[]>([]);
  return useMemo(() => {
    const isToEnd = span.to === Number.POSITIVE_INFINITY;
    const shown = { messages: drawn(messages, span), pending: isToEnd ? pending : [] };
    before.current = reusing(before.current, rowsOf({ ...shown, participants, conversation }, me, unreadAt));
    return before.current;
  }, [messages, span, pending, participants, conversation, me, unreadAt]);
}

/** More is read by itself; only when that fails there is something to press. */
function Edge({ room, view, isBelow = false }: { room: LiveRoom; view: RoomView; isBelow?: boolean }) {
  const more = () => void (isBelow ? room.pages.later() : room.pages.earlier());
  return (
    <div className="grid h-12 place-items-center text-12 text-muted">
      {view.turning === 'failed' ? (
        <Button onClick={more}>{isBelow ? 'Load later messages' : 'Load earlier messages'}</Button>
      ) : (
        'Loading…'
      )}
    </div>
  );
}

function ToEnd({ hasNews, toEnd }: { hasNews: boolean; toEnd: () => void }) {
  const look =
    'absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 motion-safe:animate-rise items-center gap-1.5 rounded-full border border-line bg-raised text-13 font-medium text-brand-ink shadow-window hover:bg-hover';
  return (
    <button type="button" onClick={toEnd} className={`${look} ${hasNews ? 'px-3' : 'w-8 justify-center'}`}>
      <ArrowDown size={16} aria-hidden="true" />
      <span className={hasNews ? '' : 'sr-only'}>{hasNews ? 'New messages' : 'To the latest message'}</span>
    </button>
  );
}

const Line = memo(function Line({ row, room, isFlashed }: { row: Row; room: LiveRoom; isFlashed: boolean }) {
  const me = useCurrentMe().agent.id;
  if (row.type === 'day') return <DayLine at={row.at} />;
  if (row.type === 'new') return <NewLine />;
  if (row.type === 'event') return <EventLine row={row} me={me} />;
  return (
    <Bubble
      row={row}
      isFlashed={isFlashed}
      retry={room.retry}
      discard={room.discard}
      readAgain={room.readAgain}
    />
  );
});

function DayLine({ at }: { at: string }) {
  return (
    <div className="flex items-center gap-3 py-4 text-12 text-muted first:pt-0">
      <span className="h-px grow bg-line" />
      <Time at={at} say={dayName} className="font-medium" />
      <span className="h-px grow bg-line" />
    </div>
  );
}

/** Below it is what came since this agent last looked. */
function NewLine() {
  return (
    <div className="flex items-center gap-3 pt-4 pb-1 text-12 text-brand-ink">
      <span className="h-px grow bg-brand-line" />
      <span className="font-semibold">New</span>
      <span className="h-px grow bg-brand-line" />
    </div>
  );
}
