/** A socket that leads to a room of the preview. */
import type { ClientFrame, Message, RoomFrame } from '../../protocol/generated.ts';
import type { WireSocket } from '../../transport/environment.ts';
import { fileOf } from './files.ts';
import { asAgent, visitor } from './people.ts';
import { type Room, rooms } from './room.ts';

const NO_SUCH = 4404;
const LIMITS = { frame_bytes: 16_384, body_chars: 10_000, messages: 20, per_seconds: 10 };

export class PretendSocket implements WireSocket {
  onmessage: WireSocket['onmessage'] = null;
  onclose: WireSocket['onclose'] = null;
  readonly #room: Room | undefined;
  #leave = () => {};

  constructor(address: string) {
    const { pathname, searchParams } = new URL(address);
    this.#room = rooms.get(pathname.split('/').at(-2) ?? '');
    setTimeout(() => this.#open(Number(searchParams.get('after'))));
  }

  send(text: string): void {
    if (text === 'ping') this.#receive('pong');
    else for (const frame of [JSON.parse(text)].flat() as ClientFrame[]) this.#hear(frame);
  }

  close(): void {
    this.#leave();
  }

  #open(after: number): void {
    const room = this.#room;
    if (!room) {
      this.onclose?.(new CloseEvent('close', { code: NO_SUCH }));
      return;
    }
    this.#leave = room.listen((frame) => this.#tell(frame));
    this.#tell(welcome(room));
    this.#tell(missed(room.messages, after));
  }

  #hear(frame: ClientFrame): void {
    const room = this.#room;
    if (!room) return;
    if (frame.type === 'resume') this.#tell(missed(room.messages, frame.after));
    if (frame.type !== 'send') return;
    const files = frame.attachments.flatMap((id) => fileOf(id) ?? []);
    const { client_id } = frame;
    const { seq, id, created_at } = room.hear(client_id, frame.body, files);
    this.#tell({ type: 'ack', client_id, seq, id, created_at, duplicate: false });
  }

  #tell(frame: RoomFrame): void {
    this.#receive(JSON.stringify(frame));
  }

  #receive(data: string): void {
    setTimeout(() => this.onmessage?.(new MessageEvent('message', { data })));
  }
}

function welcome({ conversation }: Room): RoomFrame {
  const { id, name, avatar_url } = asAgent();
  return {
    type: 'welcome',
    conversation,
    head: conversation.last_seq,
    you: { kind: 'visitor', id: visitor().id },
    participants: [{ kind: 'agent', id, name, avatar_url, online: true, read: 0, delivered: 0 }],
    limits: LIMITS,
  };
}

const missed = (messages: Message[], after: number): RoomFrame => ({
  type: 'batch',
  prev: after,
  messages: messages.filter(({ seq }) => seq > after),
  more: false,
});
