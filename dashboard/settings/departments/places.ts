/** Places in the list of departments. */
import type { Department } from '../../../widget/protocol/generated.ts';

export type Placed = Pick<Department, 'id' | 'position'>;

/** In steps of one, from the top. */
export const withPlaces = <T extends Placed>(items: readonly T[]): T[] =>
  items.map((one, position) => ({ ...one, position }));

/** Those the server has to hear of. */
export function changedPlaces(before: readonly Placed[], after: readonly Placed[]): Placed[] {
  const known = new Map(before.map(({ id, position }) => [id, position]));
  return after.filter(({ id, position }) => known.get(id) !== position);
}
