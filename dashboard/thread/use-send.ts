import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { useColleagues } from '../live/choices.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { mentionsIn } from '../live/mentions.ts';
import type { LiveRoom } from '../live/room.ts';
import { useUploads } from '../live/uploads.ts';
import { whenSent } from '../live/when-sent.ts';
import type { Draft } from './use-draft.ts';
import { useThreadEdit } from './use-thread-edit.ts';
import { useWhenUploaded } from './use-when-uploaded.ts';

interface SendOptions {
  room: LiveRoom;
  conversation: ConversationSummary | null;
  draft: Draft;
  canSpeak: boolean;
  /** Asked right before; `false` keeps everything as it is. */
  mayGo: () => boolean;
}

/** Sends what is written, with its files and for whom it is meant. */
export function useSend({ room, conversation, draft, canSpeak, mayGo }: SendOptions) {
  const { mode, text, setText } = draft;
  const { uploads, files } = useUploads(room.id, mode);
  const agents = useMentionable(mode === 'note' && text.includes('@'));
  const edit = useThreadEdit(room, conversation);
  const hasWords = text.trim() !== '' || files.length > 0;
  const canSend = canSpeak && hasWords && draft.excess === 0 && !uploads.hasTrouble;
  const go = (): string | null => {
    if (!canSend || !mayGo()) return null;
    const words = text.trim();
    const kind = mode === 'note' ? 'note' : words ? 'text' : 'file';
    const clientId = room.send(words, kind, uploads.take(), mode === 'note' ? mentionsIn(words, agents) : []);
    room.typing(false);
    setText('');
    return clientId;
  };
  // Closed before it has arrived, the message would open the conversation again.
  const goAndClose = () => {
    const clientId = go();
    if (clientId) void whenSent(room, clientId).then((isSent) => isSent && edit({ type: 'close' }));
  };
  const send = useWhenUploaded(uploads, files, go);
  const sendAndClose = useWhenUploaded(uploads, files, goAndClose);
  return { uploads, files, canSend, send, sendAndClose };
}

function useMentionable(isNeeded: boolean) {
  const { inbox } = useInbox();
  return useColleagues(isNeeded).data?.items ?? inbox.agents;
}
