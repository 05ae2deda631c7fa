import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Department } from '../../../widget/protocol/generated.ts';
import { wordsFor } from '../../api/client.ts';
import { useNotice } from '../../ui/notice.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { Sortable } from '../../ui/sortable.tsx';
import { useMay } from '../roles.ts';
import { RemoveDepartment } from './remove.tsx';
import { MODE_NAMES } from './routing-fields.tsx';
import { PATH, useDepartmentWrites } from './use-departments.ts';

export function DepartmentList({ departments }: { departments: Department[] }) {
  const mayChange = useMay('admin');
  const say = useNotice();
  const writes = useDepartmentWrites();
  const [gone, setGone] = useState<Department | null>(null);
  const move = (from: number, to: number) =>
    void writes.move(from, to).catch((error) => say(`The order was not saved. ${wordsFor(error)}`));
  return (
    <>
      <Sortable
        label="Departments"
        items={departments}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        onMove={mayChange ? move : undefined}
      >
        {(department, index) => (
          <Row
            department={department}
            up={index > 0 && (() => move(index, index - 1))}
            down={index < departments.length - 1 && (() => move(index, index + 1))}
            remove={() => setGone(department)}
            mayChange={mayChange}
          />
        )}
      </Sortable>
      {gone && <RemoveDepartment department={gone} close={() => setGone(null)} />}
    </>
  );
}

interface RowProps {
  department: Department;
  up: false | (() => void);
  down: false | (() => void);
  remove: () => void;
  mayChange: boolean;
}

function Row({ department, up, down, remove, mayChange }: RowProps) {
  const [, navigate] = useLocation();
  const { id, name, description, members, routing } = department;
  const people =
    members.length === 0 ? 'Everybody' : members.length === 1 ? '1 agent' : `${members.length} agents`;
  return (
    <div className="relative flex items-center gap-2 py-2.5 ps-2">
      <span className="flex min-w-0 grow flex-col">
        <Link href={`${PATH}/${id}`} className="truncate font-medium after:absolute after:inset-0">
          <bdi>{name}</bdi>
        </Link>
        {description && (
          <bdi dir="auto" className="truncate text-left text-13 text-muted">
            {description}
          </bdi>
        )}
        <span className="truncate text-12 text-muted">
          {people} · {MODE_NAMES[routing.mode]}
        </span>
      </span>
      {mayChange && (
        <span className="relative">
          <RowMenu
            label={`More for ${name}`}
            actions={[
              { name: 'Edit', run: () => navigate(`${PATH}/${id}`) },
              up && { name: 'Move up', run: up },
              down && { name: 'Move down', run: down },
              { name: 'Delete', isDanger: true, run: remove },
            ]}
          />
        </span>
      )}
    </div>
  );
}
