import { t } from '../../languages/later.ts';
import { Icon } from '../parts/Icon.tsx';
import { aria, type FieldProps } from './marks.tsx';

const CHEVRON = ['m6 9 6 6 6-6'];

export function Select(props: FieldProps) {
  const { question, value, onAnswer, onLeave } = props;
  return (
    <span class="select">
      <select
        {...aria(props)}
        id={question.key}
        name={question.key}
        class={value ? '' : 'open'}
        value={value}
        onChange={({ currentTarget }) => onAnswer(currentTarget.value)}
        onBlur={onLeave}
      >
        <option value="">{question.placeholder || t('formPick')}</option>
        {question.options.map((option) => (
          <option key={option} value={option.trim()}>
            {option}
          </option>
        ))}
      </select>
      <Icon of={CHEVRON} size={16} />
    </span>
  );
}
