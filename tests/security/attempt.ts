// One request in somebody's name, its answer as text.

import type { Asker } from './askers.ts';
import type { Operation } from './description.ts';
import { type Request, urlOf } from './fill.ts';

export interface Reply {
  status: number;
  type: string | null;
  headers: string;
  text: string;
}

export async function attempt(
  origin: string,
  operation: Operation,
  request: Request,
  { headers }: Asker,
): Promise<Reply> {
  const { type, body } = written(operation, request);
  const response = await fetch(origin + urlOf(operation, request), {
    method: operation.method,
    headers: { origin, ...type, ...headers },
    body,
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: JSON.stringify([...response.headers]),
    text: await response.text(),
  };
}

function written({ isMultipart }: Operation, { body }: Request) {
  if (body === undefined) return { type: {}, body: null };
  if (!isMultipart) return { type: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) form.set(name, name === 'file' ? file : String(value));
  return { type: {}, body: form };
}

const file = new File(['Hello'], 'hello.txt', { type: 'text/plain' });
