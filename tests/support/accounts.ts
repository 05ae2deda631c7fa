// People with accounts: the mails they get, the codes their apps show, and how they get in.

import { createHmac, randomUUID } from 'node:crypto';
import { type Answer, type Client, call, cookieOf, expectStatus, type Owner } from './client.ts';
import type { TestServer } from './server.ts';
import { until } from './wait.ts';

export const PASSWORD = 'correct-horse-battery';

export interface Mail {
  to: string;
  kind: string;
  subject: string;
  text: string;
  html: string;
  error: string | null;
}

/** What a server is told so that mails are there to be read. */
export const shown = { DEV_MAILS: 'on' };

const mailsTo = async (origin: string, email: string, kind: string): Promise<Mail[]> => {
  const { body } = await call<{ items: Mail[] }>(origin, '/api/dev/mails');
  return body.items.filter((mail) => mail.to === email && mail.kind === kind);
};

/** So many mails of a kind that somebody got, the newest first. */
export const mailTo = (origin: string, email: string, kind: string, count = 1): Promise<Mail[]> =>
  until(
    () => mailsTo(origin, email, kind),
    ({ length }) => length >= count,
  );

/** What stands behind the # of the link in a mail. */
export const tokenIn = (mail: Mail | undefined): string => /#([\w-]+)\n/.exec(mail?.text ?? '')?.[1] ?? '';

/** Asks for a link to set a new password, and gives what it ends with. */
export async function resetToken(origin: string, email: string, count = 1): Promise<string> {
  expectStatus(await call(origin, '/api/auth/password/forgot', { body: { email } }), 204);
  const [mail] = await mailTo(origin, email.toLowerCase(), 'password_reset', count);
  return tokenIn(mail);
}

export interface Person extends Client {
  id: string;
  email: string;
  cookie: string;
}

export const personOf = (
  origin: string,
  email: string,
  answer: Answer<{ agent: { id: string } }>,
): Person => {
  const cookie = cookieOf(answer);
  return {
    id: answer.body.agent.id,
    email,
    cookie,
    call: (path, options = {}) => call(origin, path, { ...options, headers: { cookie, ...options.headers } }),
  };
};

type Me = { agent: { id: string } };

/** Logs in once more. */
export async function logIn(
  origin: string,
  email: string,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<Person> {
  const body = { email, password: PASSWORD, ...more };
  const answer = await call<Me>(origin, '/api/auth/login', { body, headers });
  return personOf(origin, email, expectStatus(answer, 200));
}

/** Invites somebody; gives what the link ends with. */
export async function invite(by: Client, email: string, role = 'agent'): Promise<string> {
  const answer = await by.call<{ url: string }>('/api/agents/invites', { body: { email, role } });
  return expectStatus(answer, 201).body.url.split('#')[1] ?? '';
}

/** Somebody new who was invited and accepts. */
export async function join(
  { origin }: Pick<TestServer, 'origin'>,
  by: Owner,
  role = 'agent',
  email = `${randomUUID()}@example.com`,
): Promise<Person> {
  const body = { name: `New ${role}`, password: PASSWORD };
  const token = await invite(by, email, role);
  const answer = await call<Me>(origin, `/api/auth/invites/${token}`, { body });
  return personOf(origin, email, expectStatus(answer, 201));
}

/** What an authenticator app shows; `steps` half minutes from now. */
export function codeOf(secret: string, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const tag = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = (tag[19] ?? 0) & 15;
  return String((tag.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export interface Secured {
  secret: string;
  codes: string[];
}

/** Turns the second factor on. The step before this one is used up then. */
export async function secure(person: Client): Promise<Secured> {
  const body = { password: PASSWORD };
  const started = await person.call<{ secret: string }>('/api/auth/two-factor/start', { body });
  const { secret } = expectStatus(started, 200).body;
  const confirm = { body: { code: codeOf(secret, -1) } };
  const done = await person.call<{ recovery_codes: string[] }>('/api/auth/two-factor/confirm', confirm);
  return { secret, codes: expectStatus(done, 200).body.recovery_codes };
}
