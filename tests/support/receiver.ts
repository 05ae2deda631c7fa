// Somebody's server that webhooks are sent to, and what tells where names lead.

import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { until } from './wait.ts';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body, read. */
  event: Event;
  at: number;
}

export interface Event {
  id: string;
  type: string;
  created_at: string;
  organization_id: string;
  data: {
    message?: {
      id: string;
      seq: number;
      body: string;
      kind: string;
      conversation_id: string;
      attachments: { url: string }[];
    };
    conversation?: { id: string; status: string };
    rating?: { score: number };
  };
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface Receiver extends AsyncDisposable {
  url: string;
  received: Received[];
  /** How it answers from now on, by what it is asked. */
  answer(how: (request: Received) => Reply | Promise<Reply>): void;
  /** Waits until it has heard so many things. */
  heard(count: number, patience?: number): Promise<Received[]>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let how: (request: Received) => Reply | Promise<Reply> = () => ({ status: 200, body: 'ok' });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const { url: path = '', headers } = request;
      const one = { path, headers, body, event: read(body), at: Date.now() };
      received.push(one);
      const reply = await how(one);
      response.writeHead(reply.status, reply.headers ?? {}).end(reply.body ?? '');
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (next) => {
      how = next;
    },
    heard: (count, patience = 15_000) =>
      until(
        async () => received,
        ({ length }) => length >= count,
        patience,
      ),
    [Symbol.asyncDispose]: () => closed(server),
  };
}

/** Answers which addresses names have, as a resolver over HTTPS does. */
export async function startResolver(
  addresses: Record<string, string[]>,
): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://resolver');
    const type = Number(searchParams.get('type'));
    const all = addresses[searchParams.get('name') ?? ''] ?? [];
    const fitting = all.filter((data) => data.includes(':') === (type === 28));
    const Answer = fitting.map((data) => ({ name: searchParams.get('name'), type, TTL: 0, data }));
    response
      .writeHead(200, { 'content-type': 'application/dns-json' })
      .end(JSON.stringify({ Status: 0, Answer }));
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}/dns-query`, [Symbol.asyncDispose]: () => closed(server) };
}

/** As whoever receives it checks it. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const signed = `${headers['chatdesk-id']}.${headers['chatdesk-timestamp']}.${body}`;
  return headers['chatdesk-signature'] === `v1=${createHmac('sha256', secret).update(signed).digest('hex')}`;
}

function read(body: string): Event {
  return JSON.parse(body || '{}') as Event;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
