/** What every field has beside the field. */
import type { ComponentChildren } from 'preact';
import type { Question } from './questions.ts';

export interface FieldProps {
  question: Question;
  value: string;
  wrong: string | null;
  onAnswer: (value: string) => void;
  onLeave: () => void;
}

/** For eyes; the field itself says it to the rest. */
export function Mark() {
  return (
    <span class="mark" aria-hidden="true">
      {' *'}
    </span>
  );
}

export function Wrong({ question, wrong }: Pick<FieldProps, 'question' | 'wrong'>) {
  return wrong ? (
    <p class="wrong" id={`${question.key}!`}>
      {wrong}
    </p>
  ) : null;
}

/** What the field says of itself. */
export const aria = ({ question: { key, required }, wrong }: Pick<FieldProps, 'question' | 'wrong'>) => ({
  'aria-required': required,
  'aria-invalid': wrong !== null,
  'aria-describedby': wrong ? `${key}!` : undefined,
});

/** Several to choose from. Only of a choice of one can it be said as a whole that it must be made. */
export function Group({
  children,
  ...props
}: Pick<FieldProps, 'question' | 'wrong'> & { children: ComponentChildren }) {
  const { label, required, type } = props.question;
  return (
    <fieldset class="field" {...(type === 'radio' && { role: 'radiogroup', ...aria(props) })}>
      <legend dir="auto">
        {label}
        {required && <Mark />}
      </legend>
      {children}
      <Wrong {...props} />
    </fieldset>
  );
}
