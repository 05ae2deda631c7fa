import { useId } from 'react';
import { classes } from '../../ui/classes.ts';
import { edge, INPUT } from '../../ui/labelled.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { Pick } from '../../ui/select.tsx';
import { COMPARISONS, exampleFor, FIELDS, type WrittenRule } from './written.ts';

interface RuleProps {
  rule: WrittenRule;
  number: number;
  departments: { id: string; name: string }[];
  onChange: (changed: Partial<WrittenRule>) => void;
  up: false | (() => void);
  down: false | (() => void);
  remove: () => void;
  errorOf: (field: string) => string | undefined;
  mayChange: boolean;
}

/** When, and where to. */
export function Rule({
  rule,
  number,
  departments,
  onChange,
  up,
  down,
  remove,
  errorOf,
  mayChange,
}: RuleProps) {
  const known = departments.map(({ id, name }) => ({ value: id, name }));
  const isGone = !known.some(({ value }) => value === rule.department_id);
  const choices = isGone ? [{ value: rule.department_id, name: 'A deleted department' }, ...known] : known;
  return (
    <div className="flex items-start gap-1 py-3 ps-1">
      <fieldset className="grid min-w-0 grow gap-2 desk:grid-cols-2">
        <legend className="sr-only">Rule {number}</legend>
        <Pick
          aria-label="What it looks at"
          choices={FIELDS}
          value={rule.field}
          onChoose={(field) => onChange({ field })}
        />
        {rule.field === 'answer' && (
          <Text
            label="Which field of the form"
            placeholder="topic"
            value={rule.name}
            onChange={(name) => onChange({ name })}
            error={errorOf('name')}
          />
        )}
        <Pick aria-label="How" choices={COMPARISONS} value={rule.is} onChoose={(is) => onChange({ is })} />
        <Text
          label="Value"
          placeholder={exampleFor(rule.field) ?? ''}
          value={rule.value}
          onChange={(value) => onChange({ value })}
          error={errorOf('value')}
          isWide={rule.field !== 'answer'}
        />
        <span className="flex min-w-0 flex-wrap items-center gap-2 desk:col-span-2">
          <span className="text-13 text-muted">goes to</span>
          <Pick
            className="grow basis-40"
            aria-label="Department"
            choices={choices}
            value={rule.department_id}
            onChoose={(department_id) => onChange({ department_id })}
            error={errorOf('department_id')}
            aria-invalid={errorOf('department_id') ? true : undefined}
          />
          {errorOf('department_id') && (
            <span className="w-full text-12 text-danger">{errorOf('department_id')}</span>
          )}
        </span>
      </fieldset>
      {mayChange && (
        <RowMenu
          label={`More for rule ${number}`}
          actions={[
            up && { name: 'Move up', run: up },
            down && { name: 'Move down', run: down },
            { name: 'Delete', isDanger: true, run: remove },
          ]}
        />
      )}
    </div>
  );
}

interface TextProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  isWide?: boolean;
}

function Text({ label, placeholder, value, onChange, error, isWide }: TextProps) {
  const id = useId();
  return (
    <span className={classes('flex min-w-0 flex-col gap-1', isWide && 'desk:col-span-2')}>
      <input
        dir="auto"
        aria-label={label}
        autoComplete="off"
        maxLength={200}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        className={classes('h-10 min-w-0', INPUT, edge(error))}
      />
      {error && (
        <span id={id} className="text-12 text-danger">
          {error}
        </span>
      )}
    </span>
  );
}
