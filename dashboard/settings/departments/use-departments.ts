import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Department, List } from '../../../widget/protocol/generated.ts';
import { changeDepartment, createDepartment, removeDepartment } from '../../api/settings.ts';
import { moved } from '../../ui/moved.ts';
import { useListWrites } from '../use-list-writes.ts';
import { changedPlaces, type Placed, withPlaces } from './places.ts';

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
  const writes = useListWrites(DEPARTMENTS, {
    create: createDepartment,
    change: changeDepartment,
    remove: removeDepartment,
  });
  return { ...writes, move: (from: number, to: number) => move(queries, from, to) };
}

/** One after the other: each says where all are that it has moved. */
let writing: Promise<void> = Promise.resolve();

/** Shown at once; as the server has it if it refuses. */
async function move(queries: QueryClient, from: number, to: number): Promise<void> {
  await queries.cancelQueries({ queryKey: DEPARTMENTS });
  const before = queries.getQueryData<Departments>(DEPARTMENTS)?.items ?? [];
  const placed = withPlaces(moved(before, from, to));
  know(queries, () => placed);
  const mine = writing.then(() => place(changedPlaces(before, placed)));
  writing = mine.catch(() => undefined);
  try {
    await mine;
  } catch (error) {
    await queries.invalidateQueries({ queryKey: DEPARTMENTS });
    throw error;
  }
}

async function place(changed: readonly Placed[]): Promise<void> {
  for (const { id, position } of changed) await changeDepartment(id, { position });
}
