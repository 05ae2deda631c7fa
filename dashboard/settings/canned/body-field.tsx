import { useRef } from 'react';
import { TextArea } from '../../ui/text-area.tsx';
import { inserted, unknownIn, VARIABLES } from './variables.ts';

interface BodyFieldProps {
  body: string;
  onBody: (body: string) => void;
  error: string | undefined;
}

/** The reply's text, with buttons for what it fills in by itself. */
export function BodyField({ body, onBody, error }: BodyFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const { selectionStart = body.length, selectionEnd = body.length } = area.current ?? {};
    const next = inserted(body, name, selectionStart, selectionEnd);
    onBody(next.text);
    // After the new text is in place.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const [unknown] = unknownIn(body);
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        ref={area}
        label="Text"
        help={
          unknown === undefined
            ? 'Write {{visitor.first_name|friend}} to say what stands there when it is not known.'
            : `Nothing stands for {{${unknown}}}: visitors would read it as it is.`
        }
        rows={5}
        maxLength={10_000}
        value={body}
        onChange={(event) => onBody(event.target.value)}
        error={error}
      />
      <fieldset className="flex min-w-0 flex-wrap gap-1.5">
        <legend className="sr-only">Insert</legend>
        {VARIABLES.map(({ name, words }) => (
          <button
            key={name}
            type="button"
            title={`{{${name}}}`}
            onClick={() => insert(name)}
            className="h-7 rounded-full border border-line px-2.5 text-12 hover:not-disabled:bg-hover"
          >
            {words}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
