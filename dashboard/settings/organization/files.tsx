import { useQuery } from '@tanstack/react-query';
import type { Storage } from '../../../widget/protocol/generated.ts';
import { MEGABYTE, sizeIn } from '../../../widget/transport/uploads.ts';
import { storage } from '../../api/settings.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { Form } from '../form/use-form.ts';
import { Card } from '../frame.tsx';

interface Values {
  attachments: boolean;
  attachmentMegabytes: string;
}

/** What may be sent, and what there is of it. */
export function FilesCard({ form }: { form: Pick<Form<Values>, 'values' | 'set' | 'errors'> }) {
  const { values, set, errors } = form;
  return (
    <Card title="Files">
      <Switch
        label="Visitors may send files"
        help="Pictures, documents, audio, video and ZIP archives."
        checked={values.attachments}
        onChange={(on) => set('attachments', on)}
      />
      <NumberField
        label="Largest file of a visitor, in MB"
        help="From 1 to 10. Your team may always send up to 10 MB. Empty: 10 MB."
        value={values.attachmentMegabytes}
        onWrite={(text) => set('attachmentMegabytes', text)}
        error={errors.attachmentMegabytes}
      />
      <Used />
    </Card>
  );
}

/** Nothing stands there when it cannot be read: the rest of the page does not need it. */
function Used() {
  const { data } = useQuery({
    queryKey: ['storage'],
    queryFn: ({ signal }) => storage(signal),
    staleTime: 0,
  });
  return (
    <div className="grid gap-1.5 text-13" aria-live="polite">
      <p className="flex justify-between gap-3">
        <span className="font-medium">Storage used</span>
        <span className="text-muted tabular-nums">{data ? words(data) : '…'}</span>
      </p>
      <progress
        aria-label="Storage used"
        value={data?.limit ? data.used : 0}
        max={data?.limit ?? 1}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-brand-ink [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand-ink"
      />
      {data && isNearlyFull(data) && (
        <p className="rounded-control bg-danger-soft px-3 py-2 text-danger">
          When it is full, no more files can be sent. A higher plan has more room; files go with the
          conversations that you erase.
        </p>
      )}
    </div>
  );
}

const GIGABYTE = 1024 * MEGABYTE;
const gigabytes = (bytes: number) =>
  new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(bytes / GIGABYTE);

function words({ used, limit }: Storage): string {
  if (limit === null) return used < GIGABYTE ? small(used) : `${gigabytes(used)} GB`;
  return `${used < GIGABYTE / 10 ? small(used) : gigabytes(used)} of ${gigabytes(limit)} GB`;
}

const small = (bytes: number) => (bytes === 0 ? '0' : sizeIn('en', bytes));

const isNearlyFull = ({ used, limit }: Storage) => limit !== null && used > 0.9 * limit;
