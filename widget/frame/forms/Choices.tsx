import { aria, type FieldProps, Group } from './marks.tsx';

/** One of several, or some of them. */
export function Choices(props: FieldProps) {
  const { question, value, onAnswer, onLeave } = props;
  const { key, type, options } = question;
  const isMany = type === 'checkbox';
  const chosen = isMany ? value.split('\n') : [value];
  const choose = (option: string) => onAnswer(isMany ? toggled(options, chosen, option) : option);
  const { 'aria-required': _, ...marks } = aria(props);
  return (
    <Group {...props}>
      {options.map((option) => (
        <label key={option} class="choice">
          <input
            {...(isMany && marks)}
            type={isMany ? 'checkbox' : 'radio'}
            name={key}
            checked={chosen.includes(option.trim())}
            onChange={() => choose(option.trim())}
            onBlur={onLeave}
          />
          <span dir="auto">{option}</span>
        </label>
      ))}
    </Group>
  );
}

/** In the order in which they stand there. */
function toggled(options: string[], chosen: string[], option: string): string {
  const isChosen = (one: string) => (one === option ? !chosen.includes(one) : chosen.includes(one));
  return options
    .map((one) => one.trim())
    .filter(isChosen)
    .join('\n');
}
