import { Check, Pencil, X } from 'lucide-react';
import { type ComponentProps, type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { wordsForOne } from '../api/client.ts';
import { IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { changeAndFocus } from '../ui/focus.ts';

interface EditableProps extends Pick<ComponentProps<'input'>, 'type' | 'maxLength' | 'placeholder'> {
  /** What is edited, as in "Edit email". */
  label: string;
  value: string;
  /** Rejects with what is wrong. */
  save: (value: string) => Promise<unknown>;
  /** How it looks while nobody edits it. */
  children: ReactNode;
}

/** Something to read that becomes something to write in. Enter and leaving it save, Escape takes it back. */
export function Editable({ children, ...rest }: EditableProps) {
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const end = () => changeAndFocus(() => setEditing(false), pencil, form);
  if (isEditing) return <Editor {...rest} form={form} end={end} leave={() => setEditing(false)} />;
  return (
    <span className="group/edit relative block">
      {children}
      <IconButton
        ref={pencil}
        label={`Edit ${rest.label}`}
        onClick={() => setEditing(true)}
        className="absolute -top-1 right-0 size-7 bg-surface opacity-0 group-hover/edit:opacity-100 group-focus-within/edit:opacity-100 pointer-coarse:opacity-100"
      >
        <Pencil size={14} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </span>
  );
}

interface EditorProps extends Omit<EditableProps, 'children'> {
  form: RefObject<HTMLFormElement | null>;
  /** Done: the focus goes back to where it came from. */
  end: () => void;
  /** Done because the person is elsewhere already. */
  leave: () => void;
}

function Editor({ form, label, value, save, end, leave, ...input }: EditorProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const keep = async (done: () => void) => {
    if (text.trim() === value) return done();
    if (isBusy) return;
    setBusy(true);
    try {
      await save(text.trim());
      done();
    } catch (failure) {
      setError(wordsForOne(failure));
      setBusy(false);
    }
  };
  return (
    <form
      ref={form}
      noValidate
      className="-my-1.5 flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(end);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) void keep(leave);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        end();
      }}
    >
      <span className="flex items-center gap-1">
        <input
          {...input}
          // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
          autoFocus
          dir="auto"
          aria-label={capital(label)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? id : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={classes(
            'h-8 min-w-0 grow rounded-control border bg-surface px-2 text-16 desk:text-13',
            error ? 'border-danger' : 'border-edge',
          )}
        />
        <IconButton type="submit" label="Save" disabled={isBusy} className="size-6">
          <Check size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
        {/* The press would leave the field first, and save. */}
        <IconButton
          label="Cancel"
          onPointerDown={(event) => event.preventDefault()}
          onClick={end}
          className="size-6"
        >
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </span>
      {error && (
        <span id={id} role="alert" className="text-12 text-danger">
          {error}
        </span>
      )}
    </form>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
