import type { Message, RoomFrame } from '../../../widget/protocol/generated.ts';

export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `message-${seq}`,
    seq,
    client_id: null,
    conversation_id: 'conversation',
    kind: 'text',
    sender: { kind: 'agent', id: 'agent-1', name: 'Ada', avatar_url: null },
    body: `Message ${seq}`,
    attachments: [],
    created_at: new Date(Date.UTC(2026, 10, 20, 9, seq)).toISOString(),
    ...change,
  };
}

export function said(seq: number, prev = seq - 1, change: Partial<Message> = {}): RoomFrame {
  return { type: 'message', prev, message: message(seq, change) };
}

export function batch(prev: number, seqs: number[], more = false): RoomFrame {
  return { type: 'batch', prev, messages: seqs.map((seq) => message(seq)), more };
}

export function welcome(head = 0, frameBytes = 16_384): object {
  return {
    type: 'welcome',
    conversation: { id: 'conversation' },
    head,
    you: { kind: 'visitor', id: 'visitor-1' },
    participants: [],
    limits: { frame_bytes: frameBytes, body_chars: 10_000, messages: 20, per_seconds: 10 },
  };
}

export function ack(clientId: string, seq: number, duplicate = false): object {
  const created_at = '2026-11-20T09:00:00.000Z';
  return { type: 'ack', client_id: clientId, seq, id: `message-${seq}`, created_at, duplicate };
}
