import { useDepartments } from '../../live/choices.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ListFrame } from '../list-frame.tsx';
import { DepartmentPage } from './department.tsx';
import { DepartmentList } from './list.tsx';
import { PATH } from './use-departments.ts';

/** Who answers what. */
export default function Departments({ params: { id } }: { params: { id?: string | undefined } }) {
  return id ? <DepartmentPage key={id} id={id} /> : <All />;
}

function All() {
  const read = useDepartments();
  const add = (
    <ButtonLink href={`${PATH}/new`} isPrimary>
      {'Add department'}
    </ButtonLink>
  );
  return (
    <ListFrame
      title="Departments"
      lead="Visitors choose one when there is more than one. The first in the list comes first there too."
      changedBy="admin"
      read={read}
      what="The departments"
      empty="No departments yet. With one for each kind of question, visitors reach the right people at once."
      add={add}
      list={(items) => <DepartmentList departments={items} />}
    />
  );
}
