/** Who is logged in counts for the whole browser: a tab that shows somebody else starts anew, before it says a word. */
import { useEffect } from 'react';
import type { AgentId } from '../../widget/protocol/generated.ts';
import { forgetList } from '../live/list-cache.ts';
import { leaveAllRooms } from '../live/rooms.ts';

const channel = new BroadcastChannel('chatdesk:agent');

export function tellOtherTabs(agent: AgentId | null): void {
  channel.postMessage(agent);
}

export function useOtherTabs(agent: AgentId): void {
  useEffect(() => {
    const hear = ({ data }: MessageEvent<AgentId | null>) => {
      if (data === agent) return;
      leaveAllRooms();
      forgetList(sessionStorage);
      location.reload();
    };
    channel.addEventListener('message', hear);
    return () => channel.removeEventListener('message', hear);
  }, [agent]);
}
