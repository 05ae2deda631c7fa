/** Files that an agent is about to send, per conversation and kind of message. They outlive the pane, as drafts do. */
import { useSyncExternalStore } from 'react';
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { upload } from '../../widget/transport/upload.ts';
import { type Upload, Uploads } from '../../widget/transport/uploads.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import type { Mode, Place } from './drafts.ts';

interface Kept {
  uploads: Uploads;
  subscribe: (watcher: () => void) => () => void;
}

const kept = new Map<string, Kept>();
const watchers = new Set<() => void>();

export function useUploads(id: ConversationId, mode: Mode): { uploads: Uploads; files: Upload[] } {
  const { uploads, subscribe } = uploadsOf({ agent: useCurrentMe().agent.id, conversation: id, mode });
  return { uploads, files: useSyncExternalStore(subscribe, () => uploads.all) };
}

function uploadsOf({ agent, conversation, mode }: Place): Kept {
  const key = `${agent} ${conversation} ${mode}`;
  const known = kept.get(key) ?? { uploads: start(conversation), subscribe };
  kept.set(key, known);
  return known;
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const start = (id: ConversationId) =>
  new Uploads({
    send: (file, clientId, onProgress) =>
      upload('/api/upload', file, { headers: {}, fields: { conversationId: id, clientId }, onProgress }),
    onChange: () => {
      for (const watcher of watchers) watcher();
    },
  });
