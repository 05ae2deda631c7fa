import type { Department } from '../../../widget/protocol/generated.ts';
import { Confirm } from '../confirm.tsx';
import { useDepartmentWrites } from './use-departments.ts';

interface RemoveDepartmentProps {
  department: Department;
  close: () => void;
  /** Once it is gone. */
  afterwards?: () => void;
}

export function RemoveDepartment({ department: { id, name }, close, afterwards }: RemoveDepartmentProps) {
  const { remove } = useDepartmentWrites();
  return (
    <Confirm
      title={`Delete ${name}?`}
      action="Delete department"
      close={close}
      run={() => remove(id).then(afterwards)}
    >
      <p>
        Visitors can no longer choose it, and routing rules that lead to it are passed over. Conversations in
        it stay, and keep its name.
      </p>
    </Confirm>
  );
}
