import { Link } from 'wouter';
import type { Webhook } from '../../../widget/protocol/generated.ts';
import { since } from '../../live/times.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Time } from '../../ui/time.tsx';
import { CardList } from '../card-list.tsx';
import { Frame } from '../frame.tsx';
import { ListFrame } from '../list-frame.tsx';
import { useMay } from '../roles.ts';
import { PATH, useWebhooks } from './use-webhooks.ts';
import { WebhookPage } from './webhook.tsx';

/** Addresses that hear what happens here. */
export default function Webhooks({ params: { id } }: { params: { id?: string | undefined } }) {
  const mayChange = useMay('admin');
  if (!mayChange) return <Frame {...head} />;
  return id ? <WebhookPage key={id} id={id} /> : <All />;
}

const head = {
  title: 'Webhooks',
  lead: 'Your own server hears at once what happens here. Every request is signed, and tried again for days.',
  changedBy: 'admin',
} as const;

function All() {
  const read = useWebhooks();
  const add = (
    <ButtonLink href={`${PATH}/new`} isPrimary>
      {'Add webhook'}
    </ButtonLink>
  );
  return (
    <ListFrame
      {...head}
      read={read}
      what="The webhooks"
      empty="No webhooks yet. With one, your server learns of every new conversation."
      add={add}
      list={(items) => (
        <CardList label="Webhooks">
          {items.map((webhook) => (
            <Row key={webhook.id} webhook={webhook} />
          ))}
        </CardList>
      )}
    />
  );
}

function Row({ webhook }: { webhook: Webhook }) {
  const { id, url, events } = webhook;
  return (
    <li className="relative flex flex-col gap-0.5 px-4 py-3">
      <Link href={`${PATH}/${id}`} className="truncate font-medium after:absolute after:inset-0">
        {url}
      </Link>
      <span className="text-13 text-muted">{events.join(', ')}</span>
      <State webhook={webhook} />
    </li>
  );
}

/** How it fares, in a line. */
export function State({ webhook: { enabled, failing_since, last_delivery } }: { webhook: Webhook }) {
  if (!enabled) return <span className="text-13 text-muted">Turned off</span>;
  if (failing_since)
    return (
      <span className="text-13 text-danger">
        Failing since <Time at={failing_since} say={since} />
      </span>
    );
  if (!last_delivery) return <span className="text-13 text-muted">Nothing sent yet</span>;
  return (
    <span className="text-13 text-muted">
      Last sent <Time at={last_delivery.at} say={since} />
    </span>
  );
}
