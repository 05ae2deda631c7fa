import { PriorityIcon, priorities } from '../priority-icon.tsx';
import type { OnePickProps } from './kinds.ts';
import { Picker } from './picker.tsx';

export function PriorityPick({ conversation: { priority }, edit, close }: OnePickProps) {
  const choices = priorities.map(({ id, name }) => ({
    id,
    name,
    icon: <PriorityIcon priority={id} />,
    isOn: id === priority,
    run: () => {
      if (id !== priority) edit({ type: 'priority', to: id });
      close();
    },
  }));
  return <Picker label="Priority" choices={choices} />;
}
