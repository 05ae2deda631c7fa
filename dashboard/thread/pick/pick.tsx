import { useCallback } from 'react';
import { AssigneePick } from './assignee.tsx';
import { DepartmentPick } from './department.tsx';
import type { Kind, PickProps } from './kinds.ts';
import { LabelsPick } from './labels.tsx';
import { Popup } from './popup.tsx';
import { PriorityPick } from './priority.tsx';
import { SnoozePick } from './snooze.tsx';

const picks = {
  assignee: { label: 'Assign to', One: AssigneePick },
  department: { label: 'Move to department', One: DepartmentPick },
  priority: { label: 'Priority', One: PriorityPick },
  labels: { label: 'Labels', One: LabelsPick },
  snooze: { label: 'Snooze until', One: SnoozePick },
} satisfies Record<Kind, object>;

/** What opens below a button of the header. It comes when it is first asked for. */
export default function Pick({ kind, conversation, edit, anchor, close }: PickProps) {
  const { label, One } = picks[kind];
  const done = useCallback(() => {
    close();
    anchor.current?.focus();
  }, [close, anchor]);
  return (
    <Popup label={label} anchor={anchor} close={close}>
      <One conversation={conversation} edit={edit} close={done} />
    </Popup>
  );
}
