import { HoursFields } from '../../hours/fields.tsx';
import type { SectionProps } from '../widget.tsx';

export const Hours = ({ form: { values, set, errors }, organization }: SectionProps) => (
  <HoursFields
    label="We have hours"
    help="Outside of them visitors leave a message, and see when you are back. Otherwise it only counts who is here."
    hours={values.businessHours}
    onChange={(hours) => set('businessHours', hours)}
    errors={errors}
    timezone={organization.timezone}
  />
);
