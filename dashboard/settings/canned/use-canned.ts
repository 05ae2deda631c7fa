import { useQuery } from '@tanstack/react-query';
import { cannedReplies } from '../../api/canned.ts';
import { changeCanned, createCanned, removeCanned } from '../../api/settings.ts';
import type { Canned } from '../../live/canned.ts';
import { useListWrites } from '../use-list-writes.ts';

export const PATH = '/settings/canned-replies';

const CANNED = ['canned-replies'];

export const useCanned = () => useQuery({ queryKey: CANNED, queryFn: ({ signal }) => cannedReplies(signal) });

const byShortcut = (one: Canned, other: Canned) => one.shortcut.localeCompare(other.shortcut);

export const useCannedWrites = () =>
  useListWrites(
    CANNED,
    { create: createCanned, change: changeCanned, remove: removeCanned },
    (items: Canned[]) => items.sort(byShortcut),
  );
