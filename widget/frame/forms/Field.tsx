import { t } from '../../languages/later.ts';
import type { DepartmentInfo } from '../../protocol/generated.ts';
import { Choices } from './Choices.tsx';
import { isYesOrNo, UNREADABLE } from './check.ts';
import { Departments } from './Departments.tsx';
import { aria, type FieldProps, Mark, Wrong } from './marks.tsx';
import { DEPARTMENT, MESSAGE, type Question } from './questions.ts';
import { Select } from './Select.tsx';
import { Tick } from './Tick.tsx';

interface Props extends FieldProps {
  departments: DepartmentInfo[];
  onEnter?: ((event: Event) => void) | undefined;
}

export function Field({ departments, onEnter, ...props }: Props) {
  const { type, key } = props.question;
  if (key === DEPARTMENT) return <Departments {...props} departments={departments} />;
  if (isYesOrNo(props.question)) return <Tick {...props} />;
  if (type === 'radio' || type === 'checkbox') return <Choices {...props} />;
  return (
    <div class="field">
      <Label question={props.question} />
      {type === 'select' ? (
        <Select {...props} />
      ) : type === 'textarea' ? (
        <Area {...props} onEnter={onEnter} />
      ) : (
        <Input {...props} />
      )}
      <Wrong {...props} />
    </div>
  );
}

function Label({ question: { key, label, required } }: { question: Question }) {
  return (
    <label class="named" for={key} dir="auto">
      {label}
      {required && <Mark />}
    </label>
  );
}

function Area({ onEnter, ...props }: FieldProps & Pick<Props, 'onEnter'>) {
  const { question, value, onAnswer, onLeave } = props;
  const isMessage = question.key === MESSAGE;
  return (
    <textarea
      {...aria(props)}
      id={question.key}
      name={question.key}
      rows={3}
      maxLength={isMessage ? 10_000 : undefined}
      dir={value ? 'auto' : undefined}
      placeholder={question.placeholder ?? (isMessage ? t('write') : undefined)}
      value={value}
      onInput={({ currentTarget }) => onAnswer(currentTarget.value)}
      onBlur={onLeave}
      onKeyDown={(event) => onEnter && isSend(event) && onEnter(event)}
    />
  );
}

/** Enter sends, but not the Enter that ends the choice of a Japanese or Chinese word. Safari says so by 229 only. */
function isSend({ key, shiftKey, isComposing, keyCode }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;
}

const TYPES: { [type: string]: 'email' | 'tel' | 'number' | 'date' } = {
  email: 'email',
  phone: 'tel',
  number: 'number',
  date: 'date',
};
/** The placeholder reads as the page does, what is written as it is written. */
const DIRECTIONS: { [type: string]: 'auto' | 'ltr' } = { text: 'auto', email: 'ltr', tel: 'ltr' };
const KNOWN: { [hint: string]: string } = { name: 'name', email: 'email', phone: 'tel' };

function Input(props: FieldProps) {
  const { question, value, onAnswer, onLeave } = props;
  const type = TYPES[question.type === 'text' ? question.id : question.type] ?? 'text';
  return (
    <input
      {...aria(props)}
      id={question.key}
      name={question.key}
      // Their types know one of these at a time.
      type={type as 'text'}
      {...(type === 'number' && { step: 'any', inputMode: 'decimal' })}
      autocomplete={KNOWN[question.id] ?? KNOWN[question.type]}
      dir={value ? DIRECTIONS[type] : undefined}
      placeholder={question.placeholder ?? undefined}
      // What cannot be read is left as it stands there.
      value={value === UNREADABLE ? undefined : value}
      onInput={({ currentTarget }) => onAnswer(read(currentTarget))}
      onBlur={({ currentTarget }) => {
        if (read(currentTarget) !== value) onAnswer(read(currentTarget));
        onLeave();
      }}
    />
  );
}

const read = ({ validity, value }: HTMLInputElement) => (validity.badInput && !value ? UNREADABLE : value);
