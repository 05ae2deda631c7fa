import { useState } from 'react';
import type { Label } from '../../../widget/protocol/generated.ts';
import { useLabels } from '../../live/choices.ts';
import { Button } from '../../ui/button.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { CardList } from '../card-list.tsx';
import { Confirm } from '../confirm.tsx';
import { ListFrame } from '../list-frame.tsx';
import { useMay } from '../roles.ts';
import { LabelForm } from './label-form.tsx';
import { useLabelWrites } from './use-labels.ts';

type Asked = { what: 'add' } | { what: 'edit' | 'remove'; label: Label };

/** Words that conversations are sorted by. */
export default function Labels() {
  const read = useLabels();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const add = (
    <Button look="primary" onClick={() => setAsked({ what: 'add' })}>
      Add label
    </Button>
  );
  return (
    <ListFrame
      title="Labels"
      lead="Any agent can add one while working in the inbox; admins tidy up here."
      changedBy="admin"
      read={read}
      what="The labels"
      empty="No labels yet. “Refund” or “VIP” on a conversation makes it easy to find again."
      add={add}
      list={(items) => (
        <LabelList
          labels={items}
          edit={(label) => setAsked({ what: 'edit', label })}
          remove={(label) => setAsked({ what: 'remove', label })}
        />
      )}
    >
      {asked?.what === 'add' && <LabelForm close={close} />}
      {asked?.what === 'edit' && <LabelForm label={asked.label} close={close} />}
      {asked?.what === 'remove' && <Remove label={asked.label} close={close} />}
    </ListFrame>
  );
}

interface LabelListProps {
  labels: Label[];
  edit: (label: Label) => void;
  remove: (label: Label) => void;
}

function LabelList({ labels, edit, remove }: LabelListProps) {
  const mayChange = useMay('admin');
  return (
    <CardList label="Labels">
      {labels.map((label) => (
        <li key={label.id} className="flex min-h-11 items-center gap-3 ps-4 pe-2">
          <span
            aria-hidden="true"
            className="size-3 shrink-0 rounded-full"
            style={{ background: label.color }}
          />
          <bdi className="min-w-0 grow truncate text-left">{label.name}</bdi>
          {mayChange && (
            <RowMenu
              label={`More for ${label.name}`}
              actions={[
                { name: 'Edit', run: () => edit(label) },
                { name: 'Delete', isDanger: true, run: () => remove(label) },
              ]}
            />
          )}
        </li>
      ))}
    </CardList>
  );
}

function Remove({ label: { id, name }, close }: { label: Label; close: () => void }) {
  const { remove } = useLabelWrites();
  return (
    <Confirm title={`Delete ${name}?`} action="Delete label" close={close} run={() => remove(id)}>
      <p>Nobody can choose it any more. Conversations that carry it keep it, in grey.</p>
    </Confirm>
  );
}
