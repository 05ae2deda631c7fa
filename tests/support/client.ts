// Small clients of the HTTP and socket contract, for tests that act as an outside program would.

import { randomUUID } from 'node:crypto';
import { secrets } from './secrets.ts';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** One JSON request. A write comes from the server's own origin unless `headers` says otherwise. */
export async function call<T = Record<string, unknown>>(
  origin: string,
  path: string,
  { method, body, headers = {}, signal }: Call = {},
): Promise<Answer<T>> {
  const response = await fetch(origin + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) as T };
}

/** Who is asking, with the requests in their name. */
export interface Client {
  call<T = Record<string, unknown>>(path: string, options?: Call): Promise<Answer<T>>;
}

export interface Owner extends Client {
  cookie: string;
  email: string;
  agentId: string;
  organizationId: string;
  widgetKey: string;
}

interface SignedUp {
  agent: { id: string };
  organization: { id: string };
  widget: { id: string; key: string };
}

/** Signs up a new organization; the owner is logged in. */
export async function signUp(origin: string, name = 'Ada Marsh'): Promise<Owner> {
  const email = `${randomUUID()}@example.com`;
  const body = { organization: 'Fern & Oak', name, email, password: 'correct-horse-battery' };
  const answer = expectStatus(await call<SignedUp>(origin, '/api/auth/signup', { body }), 201);
  const cookie = cookieOf(answer);
  return {
    cookie,
    email,
    agentId: answer.body.agent.id,
    organizationId: answer.body.organization.id,
    widgetKey: answer.body.widget.key,
    call: (path, options = {}) => call(origin, path, { ...options, headers: { cookie, ...options.headers } }),
  };
}

export interface Visitor extends Client {
  token: string;
  visitorId: string;
}

/** Opens a widget as a new visitor does. */
export async function visit(origin: string, widgetKey: string, more: object = {}): Promise<Visitor> {
  const page = { url: 'https://shop.example/', title: 'Shop', referrer: '' };
  const body = { widgetKey, page, ...more };
  type Init = { session_token: string; visitor_id: string };
  const answer = expectStatus(await call<Init>(origin, '/api/widget/init', { body }), 201);
  const token = answer.body.session_token;
  return {
    token,
    visitorId: answer.body.visitor_id,
    call: (path, options = {}) =>
      call(origin, path, { ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } }),
  };
}

/** The platform's operator. */
export const operator = (origin: string): Client => ({
  call: (path, options = {}) =>
    call(origin, path, {
      ...options,
      headers: { authorization: `Bearer ${secrets.OPERATOR_TOKEN}`, ...options.headers },
    }),
});

/** Says hello or something else, which starts a conversation; gives its id. */
export async function converse(
  visitor: Visitor,
  { said = 'Hello', ...more }: Beginning = {},
): Promise<string> {
  const clientId = randomUUID();
  const body = { clientId, message: { clientId, body: said }, ...more };
  type Started = { conversation: { id: string } };
  const started = await visitor.call<Started>('/api/widget/conversations', { body });
  return expectStatus(started, 201).body.conversation.id;
}

interface Beginning {
  said?: string;
  customerData?: object;
}

export interface WithEmail {
  email?: string;
  said?: string;
  language?: string;
}

/** Somebody who leaves an email begins to talk. */
export async function converseWithEmail(
  origin: string,
  { widgetKey }: Owner,
  { email = `${randomUUID()}@example.com`, said = 'Hello', ...more }: WithEmail = {},
): Promise<{ visitor: Visitor; id: string; email: string }> {
  const visitor = await visit(origin, widgetKey, more);
  const id = await converse(visitor, { said, customerData: { name: 'Grace', email } });
  return { visitor, id, email };
}

/** The answer, if it has the status; else an error that shows what came instead. */
export function expectStatus<T>(answer: Answer<T>, status: number): Answer<T> {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** The session's; the one of the device comes behind it. */
export const cookieOf = (answer: Answer<unknown>): string => cookiesOf(answer)[0] ?? '';

export const cookiesOf = ({ headers }: Answer<unknown>): string[] =>
  headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
