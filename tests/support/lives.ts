// Conversations as people have them, through their rooms.

import { randomUUID } from 'node:crypto';
import type { Message } from '../../widget/protocol/generated.ts';
import { nonsense } from './bot.ts';
import { expectStatus, type Visitor, visit } from './client.ts';
import { dice } from './reports.ts';
import type { TestServer } from './server.ts';
import { agentSocket, type Socket, visitorSocket } from './socket.ts';
import type { Colleague } from './team.ts';

export interface Place {
  agents: Colleague[];
  departmentIds: string[];
  widget: Widget;
  /** Where the bot answers this question. */
  botWidget: Widget;
  question: string;
}

interface Widget {
  id: string;
  key: string;
}

export interface Lived {
  id: string;
  seq: number;
  widgetId: string;
  /** Where it began. */
  url: string;
  /** The visitor had the chat open all the time; others never had. */
  isHere: boolean;
}

type Roll = (below: number) => number;

const pages = [
  'https://shop.example/',
  'https://shop.example/pots',
  'https://shop.example/ünal?from=mail#top',
];
const AT_ONCE = 12;

/** Until there are so many messages. The database has them later. */
export async function live(
  server: TestServer,
  place: Place,
  messages: number,
  seed: number,
): Promise<Lived[]> {
  const roll = dice(seed);
  const all: Lived[] = [];
  let count = 0;
  const lives = async () => {
    while (count < messages) {
      const lived = await new Life(server.origin, place, dice(roll(2 ** 31))).lived();
      count += lived.seq;
      all.push(lived);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lives));
  return all;
}

/** One conversation. */
class Life {
  readonly #origin: string;
  readonly #place: Place;
  readonly #roll: Roll;

  constructor(origin: string, place: Place, roll: Roll) {
    this.#origin = origin;
    this.#place = place;
    this.#roll = roll;
  }

  async lived(): Promise<Lived> {
    const { agents, botWidget, widget: usual } = this.#place;
    const isBots = !this.#roll(5);
    const widget = isBots ? botWidget : usual;
    const visitor = await visit(this.#origin, widget.key);
    const url = this.#one(pages);
    const id = await begin(visitor, url, !isBots && this.#roll(8) > 0);
    const agent = this.#one(agents);
    const ofAgent = await agentSocket(this.#origin, id, agent.cookie);
    const isHere = isBots || this.#roll(4) > 0;
    const ofVisitor = isHere ? await visitorSocket(this.#origin, id, visitor.token) : undefined;
    if (ofVisitor && isBots) await this.#askBot(ofVisitor);
    if (ofVisitor && isBots && !this.#roll(3)) await this.#askPerson(ofVisitor, id, agent);
    if (isBots && this.#roll(2)) await say(ofAgent, 1);
    for (let turns = isBots ? 0 : 1 + this.#roll(6); turns > 0; turns -= 1) {
      if (this.#roll(5) > 1) await (ofVisitor ? say(ofVisitor, 1 + this.#roll(300)) : write(visitor, id));
      if (this.#roll(5) > 1) await say(ofAgent, 1 + this.#roll(240));
      if (!this.#roll(4)) await say(ofAgent, 1 + this.#roll(3), 'note');
      if (!this.#roll(3)) await this.#change(id, visitor, agent);
    }
    if (this.#roll(2)) await this.#change(id, visitor, agent);
    const { body } = await agent.call<{ conversation: { last_seq: number } }>(`/api/conversations/${id}`);
    await Promise.all([ofAgent.close(), ofVisitor?.close()]);
    return { id, seq: body.conversation.last_seq, widgetId: widget.id, url, isHere };
  }

  async #askBot(socket: Socket): Promise<void> {
    for (const body of this.#one([[this.#place.question], [nonsense], [this.#place.question, nonsense]])) {
      send(socket, body);
      const isReply = ({ event, sender }: Message) =>
        event ? event.type === 'bot_handed_over' : sender.kind === 'bot';
      const { message } = await socket.next('message', (told) => isReply(told.message as Message), 20_000);
      if ((message as Message).event) return;
    }
  }

  /** Somebody has switched the bot off; not everybody asks on. */
  async #askPerson(socket: Socket, id: string, agent: Colleague): Promise<void> {
    const body = { bot: false };
    expectStatus(await agent.call(`/api/conversations/${id}`, { method: 'PATCH', body }), 200);
    await say(socket, this.#roll(3));
  }

  async #change(id: string, visitor: Visitor, agent: Colleague): Promise<void> {
    const { departmentIds, agents } = this.#place;
    const change = (body: object) => agent.call(`/api/conversations/${id}`, { method: 'PATCH', body });
    const wish = (what: string, body: object) =>
      visitor.call(`/api/widget/conversations/${id}/${what}`, { body });
    const { status, body } = await this.#one([
      () => change({ status: 'closed' }),
      () => change({ status: 'closed' }),
      () => wish('close', {}),
      () => wish('rating', { score: 1 + this.#roll(5) }),
      () => change({ departmentId: this.#one([...departmentIds, null]) }),
      () => change({ assigneeId: this.#one([...agents.map((one) => one.id), null]) }),
    ])();
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  }

  #one<T>(list: T[]): T {
    return list[this.#roll(list.length)] as T;
  }
}

async function begin(visitor: Visitor, url: string, saysHello: boolean): Promise<string> {
  const clientId = randomUUID();
  const message = saysHello ? { message: { clientId, body: 'Hello' } } : {};
  const body = { clientId, page: { url }, ...message };
  const begun = await visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', { body });
  return expectStatus(begun, 201).body.conversation.id;
}

function send(socket: Socket, body: string, kind: 'text' | 'note' = 'text'): string {
  const client_id = randomUUID();
  socket.send({ type: 'send', client_id, kind, body, attachments: [] });
  return client_id;
}

async function say(socket: Socket, count: number, kind?: 'note'): Promise<void> {
  const sent = Array.from({ length: count }, (_, n) => send(socket, `Line ${n}`, kind));
  for (const id of sent) await socket.next('ack', (ack) => ack.client_id === id, 20_000);
}

/** Without a socket. */
async function write(visitor: Visitor, id: string): Promise<void> {
  const body = { clientId: randomUUID(), body: 'Anybody there?' };
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/messages`, { body }), 201);
}
