import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { hasOptions, hasPattern, ofType, TYPES } from '../questions.ts';
import type { Question } from '../values.ts';

interface QuestionFieldsProps {
  question: Question;
  onChange: (question: Question) => void;
  errors: Readonly<Record<string, string>>;
  /** The server's name for it. */
  at: string;
}

/** One field of the form, as it is set. */
export function QuestionFields({ question, onChange, errors, at }: QuestionFieldsProps) {
  const { type } = question;
  const write = (changes: Partial<Question>) => onChange({ ...question, ...changes });
  return (
    <>
      <Field
        label="Label"
        dir="auto"
        maxLength={200}
        autoComplete="off"
        value={question.label}
        onChange={(event) => write({ label: event.target.value })}
        error={errors[`${at}.label`]}
      />
      <Select
        label="Type"
        choices={TYPES}
        value={type}
        onChoose={(chosen) => onChange(ofType(question, chosen))}
        error={errors[`${at}.type`]}
      />
      <Switch
        label="Must be answered"
        checked={question.required}
        onChange={(required) => write({ required })}
      />
      {hasPattern(type) && (
        <Field
          label="Placeholder"
          dir="auto"
          maxLength={200}
          autoComplete="off"
          value={question.placeholder ?? ''}
          onChange={(event) => write({ placeholder: event.target.value || null })}
          error={errors[`${at}.placeholder`]}
        />
      )}
      {hasOptions(type) && (
        <TextArea
          label="Choices, one a line"
          help={type === 'checkbox' ? 'None: a single yes.' : undefined}
          value={question.options.join('\n')}
          onChange={(event) => write({ options: optionsOf(event.target.value) })}
          error={errors[`${at}.options`] ?? first(errors, `${at}.options[`)}
        />
      )}
      {hasPattern(type) && (
        <Field
          label="Pattern"
          help="What the whole answer must match, as in HTML: [A-Z]{2}\d{4}"
          dir="ltr"
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
          value={question.pattern ?? ''}
          onChange={(event) => write({ pattern: event.target.value || null })}
          error={errors[`${at}.pattern`]}
        />
      )}
      {type === 'consent' && (
        <Field
          label="Link to what they agree to"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://example.com/privacy"
          value={question.url ?? ''}
          onChange={(event) => write({ url: event.target.value || null })}
          error={errors[`${at}.url`]}
        />
      )}
      <Field
        label="Kept as"
        help="The name of the answer. name, email and phone fill the customer."
        dir="ltr"
        maxLength={40}
        spellCheck={false}
        autoComplete="off"
        className="font-mono"
        value={question.id}
        onChange={(event) => write({ id: event.target.value })}
        error={errors[`${at}.id`]}
      />
    </>
  );
}

/** An empty line stays while somebody writes there. */
const optionsOf = (text: string): string[] => (text ? text.split('\n') : []);

const first = (errors: Readonly<Record<string, string>>, start: string) =>
  Object.entries(errors).find(([field]) => field.startsWith(start))?.[1];
