import { useState } from 'react';
import { useLocation } from 'wouter';
import type { MadeWebhook, Webhook } from '../../../widget/protocol/generated.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useNotice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Ticks } from '../../ui/ticks.tsx';
import { Confirm } from '../confirm.tsx';
import { FormView } from '../form/form.tsx';
import { useForm, wrongFields } from '../form/use-form.ts';
import { Card, Empty, Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { Deliveries } from './deliveries.tsx';
import { EVENTS } from './events.ts';
import { Once } from './once.tsx';
import { PATH, useWebhooks, useWebhookWrites } from './use-webhooks.ts';

const back = { to: PATH, name: 'Webhooks' };

/** One of them, or a new one. */
export function WebhookPage({ id }: { id: string }) {
  const read = useWebhooks();
  const isNew = id === 'new';
  const known = read.data?.items.find((one) => one.id === id);
  return (
    <Frame title={isNew ? 'New webhook' : 'Webhook'} back={back} changedBy="admin">
      {isNew ? (
        <NewWebhook />
      ) : (
        <ReadPage read={read} what="The webhook">
          {() => (known ? <WebhookForm webhook={known} /> : <Empty>There is no such webhook.</Empty>)}
        </ReadPage>
      )}
    </Frame>
  );
}

function NewWebhook() {
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const [, navigate] = useLocation();
  if (made)
    return (
      <Once
        title="The secret of this webhook"
        name="Secret"
        secret={made.secret}
        close={() => navigate(`${PATH}/${made.webhook.id}`, { replace: true })}
      />
    );
  return <WebhookForm onMade={setMade} />;
}

interface WebhookFormProps {
  webhook?: Webhook;
  onMade?: (made: MadeWebhook) => void;
}

function WebhookForm({ webhook, onMade }: WebhookFormProps) {
  const { create, change } = useWebhookWrites();
  const form = useForm({
    value: {
      url: webhook?.url ?? '',
      events: webhook?.events ?? EVENTS.map(({ value }) => value),
      enabled: webhook?.enabled ?? true,
    },
    isNew: !webhook,
    save: async (changes, { url, events }) => {
      if (events.length === 0) throw wrongFields({ events: 'Tick what it should hear of.' });
      if (webhook) return change(webhook.id, changes);
      onMade?.(await create(url.trim(), events));
    },
  });
  const { values, set, errors } = form;
  return (
    <FormView label="Webhook" form={form} isNew={!webhook} {...(!webhook && { action: 'Add webhook' })}>
      <Card>
        <Field
          label="Address"
          help="Begins with https://. It answers with 200 within 10 seconds."
          type="url"
          inputMode="url"
          autoComplete="off"
          autoFocus={!webhook}
          placeholder="https://example.com/chatdesk"
          value={values.url}
          onChange={(event) => set('url', event.target.value)}
          error={errors.url}
        />
        <Ticks
          label="What it hears of"
          choices={EVENTS.map((one) => ({ ...one, help: one.value }))}
          values={values.events}
          onChange={(events) => set('events', events)}
          error={errors.events}
        />
        {webhook && (
          <Switch
            label="Turned on"
            help="One that fails for three days is turned off by itself."
            checked={values.enabled}
            onChange={(enabled) => set('enabled', enabled)}
          />
        )}
      </Card>
      {webhook && (
        <>
          <Deliveries id={webhook.id} />
          <Secret id={webhook.id} />
          <Danger webhook={webhook} />
        </>
      )}
    </FormView>
  );
}

function Secret({ id }: { id: string }) {
  const { newSecret } = useWebhookWrites();
  const [isAsking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card
      title="Secret"
      lead="Your server checks by it that a request is ours. It was shown when this was made."
    >
      <Button className="self-start" onClick={() => setAsking(true)}>
        Make a new secret
      </Button>
      {isAsking && (
        <Confirm
          title="Make a new secret?"
          action="Make new secret"
          close={() => setAsking(false)}
          run={async () => setSecret((await newSecret(id)).secret)}
        >
          <p>Requests are signed with the new one at once; your server has to know it.</p>
        </Confirm>
      )}
      {secret !== null && (
        <Once title="The new secret" name="Secret" secret={secret} close={() => setSecret(null)} />
      )}
    </Card>
  );
}

function Danger({ webhook: { id, url } }: { webhook: Webhook }) {
  const { remove } = useWebhookWrites();
  const say = useNotice();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const run = async () => {
    await remove(id);
    say('The webhook is deleted.');
    navigate(PATH);
  };
  return (
    <Card title="Delete this webhook" isDanger>
      <Button look="danger" className="self-start" onClick={() => setAsking(true)}>
        Delete webhook
      </Button>
      {isAsking && (
        <Confirm
          title="Delete this webhook?"
          action="Delete webhook"
          close={() => setAsking(false)}
          run={run}
        >
          <p>
            <bdi>{url}</bdi> hears nothing more, and its log goes too.
          </p>
        </Confirm>
      )}
    </Card>
  );
}
