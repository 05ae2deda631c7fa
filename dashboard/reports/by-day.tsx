import type { Overview } from '../../widget/protocol/generated.ts';
import { ChartCard } from './chart-card.tsx';
import { Line } from './line.tsx';
import { conversations, duration, longDay, many, percent, shortDay } from './words.ts';

interface ByDayProps {
  report: Overview;
}

const datesOf = ({ days }: Overview) => days.map(({ day }) => day);

/** How many conversations began. */
export function Began({ report }: ByDayProps) {
  const { days, totals } = report;
  const top = days.reduce((best, one) => (one.conversations > best.conversations ? one : best));
  const said = totals.conversations
    ? `${conversations(totals.conversations)}, the most on ${shortDay(top.day)} (${many(top.conversations)}).`
    : 'No conversation began in these days.';
  return (
    <ChartCard
      title="Conversations"
      summary={said}
      head={['Day', 'Conversations', 'Answered', 'Missed', 'Had left']}
      rows={days.map((one) => [
        longDay(one.day),
        many(one.conversations),
        many(one.answered),
        many(one.missed),
        many(one.left),
      ])}
      chart={
        <Line
          days={datesOf(report)}
          values={days.map((one) => one.conversations)}
          say={(n) => conversations(n ?? 0)}
          label={`Conversations by day. ${said}`}
        />
      }
    />
  );
}

/** How long they waited for the first answer. */
export function Answers({ report }: ByDayProps) {
  const { days, totals } = report;
  const said = totals.first_response.count
    ? `Half of the first answers came within ${duration(totals.first_response.median)}.`
    : 'Nobody has answered yet.';
  return (
    <ChartCard
      title="First response"
      summary={said}
      head={['Day', 'Median', 'Nine of ten', 'Median in business hours']}
      rows={days.map((one) => [
        longDay(one.day),
        duration(one.first_response.median),
        duration(one.first_response.p90),
        duration(one.first_response_open.median),
      ])}
      chart={
        <Line
          days={datesOf(report)}
          values={days.map((one) => one.first_response.median)}
          say={duration}
          label={`Median first response by day. ${said}`}
        />
      }
    />
  );
}

/** How many opened the chat, and how many of them began a conversation. */
export function Openings({ report }: ByDayProps) {
  const { days, totals } = report;
  const opens = many(totals.opens ?? 0);
  const said = `Opened ${opens} times, ${conversations(totals.conversations)} started: ${percent(totals.start_rate)}.`;
  return (
    <ChartCard
      title="Opened and started"
      summary={said}
      head={['Day', 'Opened', 'Started', 'Start rate']}
      rows={days.map((one) => [
        longDay(one.day),
        many(one.opens ?? 0),
        many(one.conversations),
        percent(one.start_rate),
      ])}
      chart={
        <Line
          days={datesOf(report)}
          values={days.map((one) => one.conversations)}
          beside={days.map((one) => one.opens ?? 0)}
          names={['Started', 'Opened']}
          say={(n) => conversations(n ?? 0)}
          label={`Opened and started by day. ${said}`}
        />
      }
    />
  );
}
