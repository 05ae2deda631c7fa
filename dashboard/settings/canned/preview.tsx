import { useState } from 'react';
import { filled, valuesFor } from '../../live/canned.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { Radios } from '../../ui/radios.tsx';
import { Card } from '../frame.tsx';

type Reader = 'known' | 'unknown';

const readers = [
  { value: 'known', name: 'Somebody whose name is known' },
  { value: 'unknown', name: 'Somebody whose name is not known' },
] as const;

const ADA = { widget_customer: { full_name: 'Ada Lovelace', email: 'ada@example.com' } };

/** The reply as a visitor would read it. */
export function CannedPreview({ body }: { body: string }) {
  const me = useCurrentMe();
  const [reader, setReader] = useState<Reader>('known');
  const values = valuesFor(reader === 'known' ? ADA : null, me);
  return (
    <Card title="Preview">
      <Radios label="Who reads it" choices={readers} value={reader} onChoose={setReader} />
      <p
        dir="auto"
        className="max-w-[80%] self-start rounded-window bg-bubble px-3.5 py-2.5 wrap-anywhere whitespace-pre-wrap"
      >
        {filled(body, values) || <span className="text-muted">Nothing written yet</span>}
      </p>
    </Card>
  );
}
