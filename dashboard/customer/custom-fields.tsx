import { Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { wordsFor, wordsForOne } from '../api/client.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { changeAndFocus } from '../ui/focus.ts';
import { useNotice } from '../ui/notice.tsx';
import { Editable } from './editable.tsx';
import { Fact, Facts } from './facts.tsx';

interface CustomFieldsProps {
  fields: Record<string, string>;
  save: (fields: Record<string, string>) => Promise<unknown>;
}

const NAME_CHARS = 40;
const VALUE_CHARS = 500;

/** What an organization wants to know besides. */
export function CustomFields({ fields, save }: CustomFieldsProps) {
  const say = useNotice();
  const remove = (name: string) => {
    const { [name]: _, ...rest } = fields;
    save(rest).catch((error) => say(`${name} is still there. ${wordsFor(error)}`));
  };
  return (
    <div className="flex flex-col gap-2">
      <Facts title="Custom fields">
        {Object.entries(fields).map(([name, value]) => (
          <Fact key={name} name={name}>
            <span className="group/field flex items-start">
              <span className="min-w-0 grow">
                <Editable
                  label={name}
                  value={value}
                  maxLength={VALUE_CHARS}
                  save={(text) => save({ ...fields, [name]: text })}
                >
                  {value}
                </Editable>
              </span>
              <IconButton
                label={`Remove ${name}`}
                onClick={() => remove(name)}
                className="-my-1 size-7 opacity-0 group-focus-within/field:opacity-100 group-hover/field:opacity-100 pointer-coarse:opacity-100"
              >
                <Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />
              </IconButton>
            </span>
          </Fact>
        ))}
      </Facts>
      <AddField names={Object.keys(fields)} add={(name, value) => save({ ...fields, [name]: value })} />
    </div>
  );
}

interface AddFieldProps {
  names: string[];
  add: (name: string, value: string) => Promise<unknown>;
}

function AddField({ names, add }: AddFieldProps) {
  const [isAdding, setAdding] = useState(false);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [error, setError] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const reset = () => {
    setAdding(false);
    setName('');
    setValue('');
    setError('');
  };
  const form = useRef<HTMLFormElement>(null);
  const close = () => changeAndFocus(reset, opener, form);
  const submit = async () => {
    const field = name.trim();
    if (!field || !value.trim()) return setError('A name and a value, please.');
    if (names.includes(field)) return setError(`There is a field ${field} already.`);
    await add(field, value.trim()).then(close, (failure) => setError(wordsForOne(failure)));
  };
  if (!isAdding) {
    return (
      <button
        ref={opener}
        type="button"
        onClick={() => setAdding(true)}
        className="flex items-center gap-1 self-start rounded-control text-13 text-brand-ink hover:underline"
      >
        <Plus size={14} aria-hidden="true" />
        Add a field
      </button>
    );
  }
  const look = 'h-8 min-w-0 rounded-control border border-edge bg-surface px-2 text-16 desk:text-13';
  return (
    <form
      ref={form}
      aria-label="Add a field"
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <span className="grid grid-cols-[6rem_1fr] gap-2">
        <input
          // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
          autoFocus
          aria-label="Name of the field"
          placeholder="Name"
          maxLength={NAME_CHARS}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className={look}
        />
        <input
          aria-label="Value"
          placeholder="Value"
          maxLength={VALUE_CHARS}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          className={look}
        />
      </span>
      {error && (
        <span role="alert" className="text-12 text-danger">
          {error}
        </span>
      )}
      <span className="flex gap-2">
        <Button type="submit" look="primary">
          Add
        </Button>
        <Button onClick={close}>Cancel</Button>
      </span>
    </form>
  );
}
