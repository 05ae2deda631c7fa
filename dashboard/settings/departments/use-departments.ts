import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Department, List } from '../../../widget/protocol/generated.ts';
import {
  changeDepartment,
  createDepartment,
  orderDepartments,
  removeDepartment,
} from '../../api/settings.ts';
import { moved } from '../../ui/moved.ts';
import { useListWrites } from '../use-list-writes.ts';

export const PATH = '/settings/departments';

const DEPARTMENTS = ['departments'];

type Departments = List<Department>;

/** Writes departments, and everything that shows them knows. */
export function useDepartmentWrites() {
  const queries = useQueryClient();
  const { know, ...writes } = useListWrites(DEPARTMENTS, {
    create: createDepartment,
    change: changeDepartment,
    remove: removeDepartment,
  });
  return { ...writes, move: (from: number, to: number) => move(queries, know, from, to) };
}

/** One after the other: the last one is how they stay. */
let writing: Promise<unknown> = Promise.resolve();

/** Shown at once; as the server has it if it refuses. */
async function move(
  queries: QueryClient,
  know: (change: (items: Department[]) => Department[]) => void,
  from: number,
  to: number,
): Promise<void> {
  await queries.cancelQueries({ queryKey: DEPARTMENTS });
  const before = queries.getQueryData<Departments>(DEPARTMENTS)?.items ?? [];
  const after = moved(before, from, to);
  know(() => after);
  const mine = writing.then(() => orderDepartments(after.map(({ id }) => id)));
  writing = mine.catch(() => undefined);
  try {
    await mine;
  } catch (error) {
    await queries.invalidateQueries({ queryKey: DEPARTMENTS });
    throw error;
  }
}
