// Identity tokens as a site's server signs them.

import { createHmac, randomUUID } from 'node:crypto';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT, HS256. Good for five minutes unless `claims` says otherwise. */
export function signIdentity(secret: string, claims: object, header: object = { alg: 'HS256', typ: 'JWT' }) {
  const soon = Math.floor(Date.now() / 1000) + 300;
  const signed = `${encode(header)}.${encode({ exp: soon, jti: randomUUID(), ...claims })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
