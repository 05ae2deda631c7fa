import { useState } from 'react';
import type { Delivery } from '../../../widget/protocol/generated.ts';
import { wordsFor } from '../../api/client.ts';
import { since } from '../../live/times.ts';
import { Button } from '../../ui/button.tsx';
import { useNotice } from '../../ui/notice.tsx';
import { Older } from '../../ui/older.tsx';
import { Nothing, Read } from '../../ui/read.tsx';
import { Time } from '../../ui/time.tsx';
import { Until } from '../../ui/until.tsx';
import { Card } from '../frame.tsx';
import { DeliveryDetails } from './delivery.tsx';
import { eventWords } from './events.ts';
import { useDeliveries, useWebhookWrites } from './use-webhooks.ts';

/** What was sent, what came of it, and what is tried again. */
export function Deliveries({ id }: { id: string }) {
  const read = useDeliveries(id);
  const { test } = useWebhookWrites();
  const say = useNotice();
  const [open, setOpen] = useState<string | null>(null);
  const tryIt = () =>
    void test(id).then(
      () => say('A test is on its way.'),
      (error) => say(`The test was not sent. ${wordsFor(error)}`),
    );
  return (
    <Card title="Deliveries" lead="Of the last 30 days, newest first.">
      <Button className="self-start" onClick={tryIt}>
        Send a test
      </Button>
      <Read read={read} what="The deliveries">
        {({ pages }) => <Log deliveries={pages.flatMap(({ items }) => items)} onOpen={setOpen} />}
      </Read>
      <Older read={read} />
      {open !== null && <DeliveryDetails id={id} delivery={open} close={() => setOpen(null)} />}
    </Card>
  );
}

function Log({ deliveries, onOpen }: { deliveries: Delivery[]; onOpen: (id: string) => void }) {
  if (deliveries.length === 0) return <Nothing>Nothing was sent yet.</Nothing>;
  return (
    <ul aria-label="Deliveries" className="flex flex-col divide-y divide-line">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <button
            type="button"
            onClick={() => onOpen(delivery.id)}
            className="flex w-full flex-wrap items-center justify-between gap-x-3 rounded-control px-1 py-2.5 text-left hover:bg-hover"
          >
            <span className="font-medium">{eventWords(delivery.event)}</span>
            <Time at={delivery.created_at} say={since} className="text-13 text-muted" />
            <span className="w-full text-13">
              <Outcome delivery={delivery} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What came of it, in words. */
export function Outcome({ delivery }: { delivery: Delivery }) {
  const { status, error, attempts, delivered_at, next_attempt_at } = delivery;
  if (delivered_at) return <span className="text-success">Delivered{status !== null && `, ${status}`}</span>;
  const why = error ?? (status === null ? null : `Answered ${status}`);
  if (next_attempt_at)
    return (
      <span className={why ? 'text-warning' : 'text-muted'}>
        {why ? `${why}. Next try ` : 'On its way, '}
        <Until at={next_attempt_at} />
      </span>
    );
  return (
    <span className="text-danger">
      {why ?? 'Not delivered'}. Given up after {attempts === 1 ? '1 try' : `${attempts} tries`}.
    </span>
  );
}
