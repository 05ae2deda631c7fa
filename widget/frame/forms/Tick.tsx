import { t } from '../../languages/later.ts';
import { aria, type FieldProps, Mark, Wrong } from './marks.tsx';

/** A single yes, perhaps to a text that one can read. */
export function Tick(props: FieldProps) {
  const { question, value, onAnswer, onLeave } = props;
  const { key, label, required, url } = question;
  return (
    <div class="field">
      <div class="tick">
        <label class="choice">
          <input
            {...aria(props)}
            id={key}
            type="checkbox"
            name={key}
            checked={value === 'true'}
            onChange={({ currentTarget }) => onAnswer(`${currentTarget.checked}`)}
            onBlur={onLeave}
          />
          <span dir="auto" id={`${key}?`}>
            {label}
            {required && <Mark />}
          </span>
        </label>
        {url && isLink(url) && (
          <a href={url} target="_blank" rel="noopener noreferrer" aria-describedby={`${key}?`}>
            {t('formRead')}
          </a>
        )}
      </div>
      <Wrong {...props} />
    </div>
  );
}

const isLink = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
