import type { AgentId } from '../../widget/protocol/generated.ts';
import { eventWords } from '../live/event-words.ts';
import type { Row } from '../live/rows.ts';
import { clock } from '../live/times.ts';
import { useNow } from '../ui/now.ts';
import { Time } from '../ui/time.tsx';

/** What happened to the conversation, small and in the middle. */
export function EventLine({ row, me }: { row: Extract<Row, { type: 'event' }>; me: AgentId }) {
  const now = useNow();
  const summary = row.event.type === 'bot_handed_over' && row.event.data.summary;
  return (
    <div data-seq={row.seq} className="px-4 py-2 text-12 wrap-anywhere text-muted">
      <p className="text-center">
        <bdi>{eventWords(row.event, row.by, me, now)}</bdi> · <Time at={row.at} say={clock} />
      </p>
      {summary && (
        <p
          dir="auto"
          className="mx-auto mt-2 w-fit rounded-card border border-line px-3 py-2 whitespace-pre-line"
        >
          {summary}
        </p>
      )}
    </div>
  );
}
