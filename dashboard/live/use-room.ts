import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import type { LiveRoom } from './room.ts';
import type { RoomView } from './room-view.ts';
import { roomOf } from './rooms.ts';

export function useRoom(id: ConversationId): { room: LiveRoom; view: RoomView } {
  const { agent } = useCurrentMe();
  const room = useMemo(() => roomOf(id, agent.id), [id, agent.id]);
  useEffect(() => room.enter(), [room]);
  return { room, view: useSyncExternalStore(room.subscribe, room.view) };
}
