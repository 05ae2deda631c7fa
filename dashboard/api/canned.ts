import type { List } from '../../widget/protocol/generated.ts';
import type { Canned } from '../live/canned.ts';
import { call } from './client.ts';

export const cannedReplies = (signal?: AbortSignal) =>
  call<List<Canned>>('GET', '/api/canned-replies', undefined, signal);
