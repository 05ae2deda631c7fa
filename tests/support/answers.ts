// Mail that visitors send.

import { randomUUID } from 'node:crypto';
import type { TestServer } from './server.ts';

export const REPLY_DOMAIN = 'reply.example.com';

interface Sent {
  to: string;
  body?: string;
  from?: string;
  id?: string;
  /** More headers, such as `Content-Type`. */
  headers?: Record<string, string>;
}

/** A mail as a mail server hands it over. */
export function written({ to, body = 'Yes, please.', from, id = randomUUID(), headers = {} }: Sent): string {
  const lines = [
    `From: Grace <${from || 'nobody@example.com'}>`,
    `To: ${to}`,
    'Subject: Re: Fern & Oak has answered you',
    `Message-ID: <${id}@mail.example.com>`,
    'MIME-Version: 1.0',
    ...Object.entries({ 'Content-Type': 'text/plain; charset=utf-8', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
  ];
  return [...lines, '', body].join('\n').replaceAll(/\r?\n/g, '\r\n');
}

/** Hands it over; says why it was refused, if it was. */
export async function answerBy(server: TestServer, sent: Sent): Promise<string | undefined> {
  const from = sent.from ?? 'grace@example.com';
  const { outcome, rejectReason } = await server.hand({
    from,
    to: sent.to,
    raw: written({ ...sent, from }),
  });
  if (outcome !== 'ok') throw new Error(`Not taken: ${outcome}`);
  return rejectReason;
}

/** Parts one behind the other, and the header that says so. */
export function several(kind: string, ...parts: string[]): { body: string; headers: Record<string, string> } {
  const boundary = `b${randomUUID()}`;
  const body = `${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;
  return { body, headers: { 'Content-Type': `multipart/${kind}; boundary="${boundary}"` } };
}

export const attached = async (file: File, disposition = 'attachment'): Promise<string> =>
  [
    `Content-Type: ${file.type}; name="${file.name}"`,
    `Content-Disposition: ${disposition}; filename="${file.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(await file.arrayBuffer())
      .toString('base64')
      .replaceAll(/.{76}/g, '$&\n'),
  ].join('\n');
