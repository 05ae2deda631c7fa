import { type ReactNode, useId } from 'react';

interface SwitchProps {
  label: string;
  help?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** On or off, with what it means beside it. */
export function Switch({ label, help, checked, onChange, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="relative flex items-start justify-between gap-4">
      <span className="flex min-w-0 flex-col gap-0.5">
        <label htmlFor={id} className="font-medium after:absolute after:inset-0">
          {label}
        </label>
        {help && (
          <span id={`${id}-help`} className="text-13 text-muted">
            {help}
          </span>
        )}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-describedby={help ? `${id}-help` : undefined}
        disabled={disabled}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="relative -mt-0.5 h-6 w-10 shrink-0 appearance-none rounded-full bg-edge p-1 transition-colors duration-120 before:block before:size-4 before:rounded-full before:bg-[#fff] before:transition-transform before:duration-120 checked:bg-brand checked:before:translate-x-4 disabled:opacity-60"
      />
    </div>
  );
}
