import type { WholeDelivery } from '../../../widget/protocol/generated.ts';
import { wordsFor } from '../../api/client.ts';
import { exact } from '../../live/times.ts';
import { Button } from '../../ui/button.tsx';
import { useNotice } from '../../ui/notice.tsx';
import { Question } from '../../ui/question.tsx';
import { Read } from '../../ui/read.tsx';
import { Outcome } from './deliveries.tsx';
import { useDelivery, useWebhookWrites } from './use-webhooks.ts';

interface DeliveryDetailsProps {
  /** Of the webhook. */
  id: string;
  delivery: string;
  close: () => void;
}

/** What was said and what was answered, and once more if that helps. */
export function DeliveryDetails({ id, delivery, close }: DeliveryDetailsProps) {
  const read = useDelivery(id, delivery);
  const { replay } = useWebhookWrites();
  const say = useNotice();
  const again = () =>
    void replay(id, delivery).then(
      () => {
        say('It is sent once more.');
        close();
      },
      (error) => say(`It was not sent. ${wordsFor(error)}`),
    );
  return (
    <Question title="Delivery" close={close}>
      <Read read={read} what="The delivery">
        {(known) => (
          <div className="flex max-h-[70dvh] flex-col gap-4 overflow-y-auto">
            <p>
              <Outcome delivery={known} />
            </p>
            <p className="text-13 text-muted">
              {known.event}, {exact(known.created_at)}
            </p>
            <Text title="What we sent" text={JSON.stringify(known.payload, null, 2)} />
            <Text title="What was answered" text={answerOf(known)} />
            <Button look="primary" onClick={again} className="self-end">
              Send again
            </Button>
          </div>
        )}
      </Read>
    </Question>
  );
}

const answerOf = ({ response }: WholeDelivery) => response || 'Nothing';

const Text = ({ title, text }: { title: string; text: string }) => (
  <section aria-label={title} className="flex flex-col gap-1">
    <h3 className="text-13 font-medium">{title}</h3>
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
      tabIndex={0}
      className="max-h-60 overflow-auto rounded-card bg-sunken p-3 font-mono text-12 wrap-anywhere whitespace-pre-wrap"
    >
      {text}
    </pre>
  </section>
);
