import { lazy, Suspense, useState } from 'react';
import type { Widget } from '../../../../widget/protocol/generated.ts';
import { exact } from '../../../live/times.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy.tsx';
import { DocsLink } from '../../../ui/docs-link.tsx';
import { Select } from '../../../ui/select.tsx';
import { EmbedCode } from '../../embed-code.tsx';
import { Card } from '../../frame.tsx';
import { useMay } from '../../roles.ts';
import { SmallForm } from '../../small-form.tsx';
import { Installed } from '../installed.tsx';
import { useEmbed, useWidgetWrites } from '../use-widgets.ts';

const Qr = lazy(() => import('../../security/qr.tsx'));

/** How it gets on a site. */
export function EmbedSection({ widget }: { widget: Widget }) {
  const { data } = useEmbed(widget);
  return (
    <>
      <Card title="Put it on your site">
        <Installed installed={widget.installed} />
        <EmbedCode widget={widget} />
        <p className="text-13 text-muted">
          For other places, and when nothing shows: <DocsLink to="/docs/embed">Embed the chat</DocsLink>
        </p>
      </Card>
      {data && <DirectLink url={data.url} />}
      <Key widget={widget} />
    </>
  );
}

const DirectLink = ({ url }: { url: string }) => (
  <Card title="Without a site" lead="The chat on a page of its own: to mail, or to print as a code.">
    <CopyText label="Your link" text={url} words="Copy link" />
    <Suspense>
      <Qr text={url} label="The link as a code to scan" />
    </Suspense>
  </Card>
);

function Key({ widget }: { widget: Widget }) {
  const [isAsking, setAsking] = useState(false);
  const mayChange = useMay('admin');
  const { key, previous_key, previous_key_until } = widget;
  return (
    <Card title="Key" lead="By it a page says which widget it wants. It is no secret: every visitor sees it.">
      <CopyText label="Your key" text={key} words="Copy key" />
      {previous_key && previous_key_until && (
        <p className="text-13 text-muted">
          The last one, <code className="font-mono text-12">{previous_key}</code>, works until{' '}
          {exact(previous_key_until)}.
        </p>
      )}
      {mayChange && (
        <Button className="self-start" onClick={() => setAsking(true)}>
          Make a new key
        </Button>
      )}
      {isAsking && <NewKey widget={widget} close={() => setAsking(false)} />}
    </Card>
  );
}

const GRACE = [
  { value: '7', name: 'A week' },
  { value: '1', name: 'A day' },
  { value: '30', name: '30 days' },
  { value: '0', name: 'Not at all' },
] as const;

function NewKey({ widget: { id }, close }: { widget: Widget; close: () => void }) {
  const [days, setDays] = useState<(typeof GRACE)[number]['value']>('7');
  const { renewKey } = useWidgetWrites();
  return (
    <SmallForm
      title="Make a new key?"
      action="Make new key"
      submit={() => renewKey(id, Number(days))}
      close={close}
    >
      {(errors) => (
        <>
          <p>Your pages need the new one. Until they have it, the present one can go on working.</p>
          <Select
            label="The present key still works for"
            choices={GRACE}
            value={days}
            onChoose={setDays}
            error={errors.graceDays}
          />
        </>
      )}
    </SmallForm>
  );
}
