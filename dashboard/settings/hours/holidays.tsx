import { X } from 'lucide-react';
import { AddButton } from '../../ui/add-button.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../frame.tsx';

interface HolidaysProps {
  holidays: readonly string[];
  onChange: (holidays: string[]) => void;
  errors: Readonly<Record<string, string>>;
}

export const Holidays = ({ holidays, onChange, errors }: HolidaysProps) => (
  <Card title="Holidays" lead="Closed all day, whatever the weekday.">
    {holidays.map((day, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
      <div key={index} className="flex items-end gap-2">
        <Field
          label={`Holiday ${index + 1}`}
          type="date"
          value={day}
          onChange={(event) =>
            onChange(holidays.map((one, place) => (place === index ? event.target.value : one)))
          }
          error={errors[`businessHours.holidays[${index}]`]}
        />
        <IconButton
          label={`Remove holiday ${index + 1}`}
          onClick={() => onChange(holidays.filter((_, place) => place !== index))}
          className="mb-1"
        >
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
    ))}
    <AddButton onClick={() => onChange([...holidays, ''])}>Add holiday</AddButton>
  </Card>
);
