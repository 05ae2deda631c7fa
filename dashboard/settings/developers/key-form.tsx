import { useState } from 'react';
import type { MadeApiKey, Scope } from '../../../widget/protocol/generated.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Ticks } from '../../ui/ticks.tsx';
import { wrongFields } from '../form/use-form.ts';
import { SmallForm } from '../small-form.tsx';
import { Once } from './once.tsx';
import { endOf, LIVES, type Life, SCOPES } from './scopes.ts';
import { useKeyWrites } from './use-keys.ts';

/** What the key is for; then the key itself, once. */
export function KeyForm({ close }: { close: () => void }) {
  const { create } = useKeyWrites();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read']);
  const [life, setLife] = useState<Life>('90');
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const submit = async () => {
    if (scopes.length === 0) throw wrongFields({ scopes: 'Tick what it may do.' });
    const expiresAt = endOf(life, Date.now());
    setMade(await create({ name: name.trim(), scopes, ...(expiresAt && { expiresAt }) }));
  };
  if (made) return <Once title="Your new key" name="Key" secret={made.key} close={close} />;
  return (
    <SmallForm title="Create key" action="Create key" submit={submit} done={() => undefined} close={close}>
      {(errors) => (
        <>
          <Field
            label="Name"
            help="Such as the program that uses it."
            dir="auto"
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={errors.name}
          />
          <Ticks
            label="What it may do"
            choices={SCOPES}
            values={scopes}
            onChange={setScopes}
            error={errors.scopes}
          />
          <Select label="Good for" choices={LIVES} value={life} onChoose={setLife} error={errors.expiresAt} />
        </>
      )}
    </SmallForm>
  );
}
