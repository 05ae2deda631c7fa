import { useState } from 'react';
import type { Label } from '../../../widget/protocol/generated.ts';
import { ApiError } from '../../api/client.ts';
import { colourForNew } from '../../live/choices.ts';
import { Field } from '../../ui/field.tsx';
import { Swatches } from '../../ui/swatches.tsx';
import { wrongFields } from '../form/use-form.ts';
import { SmallForm } from '../small-form.tsx';
import { hardToSee } from './colours.ts';
import { useLabelWrites } from './use-labels.ts';

/** A new label, or one to change. */
export function LabelForm({ label, close }: { label?: Label; close: () => void }) {
  const { create, change } = useLabelWrites();
  const [name, setName] = useState(label?.name ?? '');
  const [chosen, setColor] = useState(label?.color);
  const color = chosen ?? colourForNew(name);
  const where = hardToSee(color);
  const submit = async () => {
    const written = name.trim();
    const changes = { ...(written !== label?.name && { name: written }), color };
    await (label ? change(label.id, changes) : create({ name: written, color })).catch(atTheName);
  };
  return (
    <SmallForm
      title={label ? 'Edit label' : 'Add label'}
      action={label ? 'Save' : 'Add label'}
      submit={submit}
      close={close}
    >
      {(errors) => (
        <>
          <Field
            label="Name"
            dir="auto"
            maxLength={50}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={errors.name}
          />
          <Swatches
            color={color}
            onColor={setColor}
            hint={where && `This colour is hard to see when ChatDesk is ${where}.`}
            error={errors.color}
          />
        </>
      )}
    </SmallForm>
  );
}

const ABOUT_THE_NAME = new Set(['name_taken', 'label_in_use']);

/** The server says it of the whole label; it is the name that has to change. */
function atTheName(error: unknown): never {
  if (error instanceof ApiError && ABOUT_THE_NAME.has(error.code)) throw wrongFields({ name: error.message });
  throw error;
}
