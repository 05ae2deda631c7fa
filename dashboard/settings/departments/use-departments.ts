import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Department, DepartmentId, List, NewDepartment } from '../../../widget/protocol/generated.ts';
import { changeDepartment, createDepartment, removeDepartment } from '../../api/settings.ts';
import { moved } from '../../ui/moved.ts';

export const PATH = '/settings/departments';

const DEPARTMENTS = ['departments'];

type Departments = List<Department>;

const know = (queries: QueryClient, change: (items: Department[]) => Department[]) =>
  queries.setQueryData<Departments>(
    DEPARTMENTS,
    (known) => known && { ...known, items: change(known.items) },
  );

/** Writes departments, and everything that shows them knows. */
export function useDepartmentWrites() {
  const queries = useQueryClient();
  return {
    create: async (body: NewDepartment) => {
      const made = await createDepartment(body);
      know(queries, (items) => [...items, made]);
    },
    change: async (id: DepartmentId, change: Partial<NewDepartment>) => {
      const changed = await changeDepartment(id, change);
      know(queries, (items) => items.map((one) => (one.id === id ? changed : one)));
    },
    remove: async (id: DepartmentId) => {
      await removeDepartment(id);
      know(queries, (items) => items.filter((one) => one.id !== id));
    },
    move: (from: number, to: number) => move(queries, from, to),
  };
}

/** Shown at once; as the server has it if it refuses. */
async function move(queries: QueryClient, from: number, to: number): Promise<void> {
  await queries.cancelQueries({ queryKey: DEPARTMENTS });
  const before = queries.getQueryData<Departments>(DEPARTMENTS)?.items ?? [];
  const placed = withPlaces(moved(before, from, to));
  know(queries, () => placed);
  try {
    for (const { id, position } of changedPlaces(before, placed)) await changeDepartment(id, { position });
  } catch (error) {
    await queries.invalidateQueries({ queryKey: DEPARTMENTS });
    throw error;
  }
}

type Placed = Pick<Department, 'id' | 'position'>;

/** In steps of one, from the top. */
export const withPlaces = <T extends Placed>(items: readonly T[]): T[] =>
  items.map((one, position) => ({ ...one, position }));

/** Those the server has to hear of. */
export function changedPlaces(before: readonly Placed[], after: readonly Placed[]): Placed[] {
  const known = new Map(before.map(({ id, position }) => [id, position]));
  return after.filter(({ id, position }) => known.get(id) !== position);
}
