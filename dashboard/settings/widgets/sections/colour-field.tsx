import { isHex } from '../../../../widget/colour.ts';
import { classes } from '../../../ui/classes.ts';
import { edge, INPUT, Labelled } from '../../../ui/labelled.tsx';

interface ColourFieldProps {
  label: string;
  help?: string;
  /** None: there is no such colour. */
  value: string;
  placeholder?: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** Written, or picked. */
export function ColourField({ label, help, value, placeholder, onChange, error }: ColourFieldProps) {
  const seen = [value, placeholder].find((one) => one && isHex(one)) ?? '#ffffff';
  return (
    <Labelled label={label} help={help} error={error}>
      {(aria) => (
        <span className="flex gap-2">
          <input
            type="color"
            aria-label={`Pick: ${label}`}
            value={seen.length === 4 ? seen.replace(/[^#]/g, '$&$&') : seen}
            onChange={(event) => onChange(event.target.value)}
            className="h-10 w-12 shrink-0 rounded-control border border-edge bg-surface p-1"
          />
          <input
            {...aria}
            value={value}
            placeholder={placeholder}
            maxLength={7}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
            className={classes('h-10 w-full min-w-0 font-mono', INPUT, edge(error))}
          />
        </span>
      )}
    </Labelled>
  );
}
