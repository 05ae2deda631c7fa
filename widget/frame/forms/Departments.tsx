import { t } from '../../languages/later.ts';
import type { DepartmentInfo } from '../../protocol/generated.ts';
import { type FieldProps, Group } from './marks.tsx';

interface Props extends FieldProps {
  departments: DepartmentInfo[];
}

export function Departments({ departments, ...props }: Props) {
  const { question, value, onAnswer, onLeave } = props;
  return (
    <Group {...props}>
      {departments.map((department) => (
        <Department
          key={department.id}
          department={department}
          name={question.key}
          isChosen={value === department.id}
          choose={() => onAnswer(department.id)}
          onLeave={onLeave}
        />
      ))}
    </Group>
  );
}

interface CardProps {
  department: DepartmentInfo;
  name: string;
  isChosen: boolean;
  choose: () => void;
  onLeave: () => void;
}

function Department({ department, name, isChosen, choose, onLeave }: CardProps) {
  const { id, description, online } = department;
  return (
    <label class={isChosen ? 'department chosen' : 'department'}>
      <input
        type="radio"
        name={name}
        checked={isChosen}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-state ${id}-about`}
        onChange={choose}
        onBlur={onLeave}
      />
      <span class="called" id={`${id}-name`} dir="auto">
        {department.name}
      </span>
      <span class={online ? 'there online' : 'there'} id={`${id}-state`}>
        {t(online ? 'online' : 'away')}
      </span>
      {description && (
        <span class="about" id={`${id}-about`} dir="auto">
          {description}
        </span>
      )}
    </label>
  );
}
