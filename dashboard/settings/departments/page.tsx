import { useDepartments } from '../../live/choices.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Empty, Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { DepartmentPage } from './department.tsx';
import { DepartmentList } from './list.tsx';
import { PATH } from './use-departments.ts';

/** Who answers what. */
export default function Departments({ params: { id } }: { params: { id?: string | undefined } }) {
  return id ? <DepartmentPage key={id} id={id} /> : <All />;
}

function All() {
  const read = useDepartments();
  const mayChange = useMay('admin');
  const add = (
    <ButtonLink href={`${PATH}/new`} isPrimary>
      {'Add department'}
    </ButtonLink>
  );
  return (
    <Frame
      title="Departments"
      lead="Visitors choose one when there is more than one. The first in the list comes first there too."
      changedBy="admin"
      action={add}
    >
      <ReadPage read={read} what="The departments">
        {({ items }) =>
          items.length > 0 ? (
            <DepartmentList departments={items} />
          ) : (
            <Empty action={mayChange && add}>
              No departments yet. With one for each kind of question, visitors reach the right people at once.
            </Empty>
          )
        }
      </ReadPage>
    </Frame>
  );
}
