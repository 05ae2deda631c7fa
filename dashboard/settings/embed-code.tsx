import { useState } from 'react';
import type { Embed, Snippet, Widget } from '../../widget/protocol/generated.ts';
import { CopyText } from '../ui/copy.tsx';
import { Read } from '../ui/read.tsx';
import { Select } from '../ui/select.tsx';
import { useEmbed } from './widgets/use-widgets.ts';

/** How a widget gets on a site, whatever that is made with. */
export function EmbedCode({ widget }: { widget: Widget }) {
  return (
    <Read read={useEmbed(widget)} what="The code">
      {({ items }) => <Codes items={items} />}
    </Read>
  );
}

function Codes({ items }: Pick<Embed, 'items'>) {
  const [platform, choose] = useState<Snippet['platform']>('html');
  const ways = items.filter((one) => one.platform !== 'link');
  const chosen = ways.find((one) => one.platform === platform) ?? ways[0];
  return (
    <>
      <Select
        label="What is it made with?"
        choices={ways.map(({ platform: value, title: name }) => ({ value, name }))}
        value={chosen?.platform ?? 'html'}
        onChoose={choose}
      />
      {chosen && (
        <>
          <ol className="flex list-decimal flex-col gap-1 ps-5">
            {chosen.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <CopyText label={`Code for ${chosen.title}`} text={chosen.code} />
        </>
      )}
    </>
  );
}
