// Who somebody is in a conversation: how they connect, and how they call.

import type { Message } from '../../../widget/protocol/generated.ts';
import { call, expectStatus, type Owner, type Visitor } from '../../support/client.ts';
import { type Caller, insist } from './caller.ts';
import { type Identity, newWitness } from './guest.ts';

export interface Person {
  identity(name: string): Identity;
  caller(name: string): Caller;
}

const HISTORY_WITHIN = 20_000;

export function asVisitor(origin: string, id: string, { token }: Visitor): Person {
  const path = `/api/widget/conversations/${id}`;
  const protocols = ['chatdesk.v1', token];
  return person(origin, path, { authorization: `Bearer ${token}` }, { isVisitor: true, protocols });
}

export function asAgent(origin: string, id: string, { cookie }: Owner): Person {
  const path = `/api/conversations/${id}`;
  return person(origin, path, { cookie }, { isVisitor: false, protocols: ['chatdesk.v1'] });
}

function person(
  origin: string,
  path: string,
  headers: Record<string, string>,
  kind: Pick<Identity, 'isVisitor' | 'protocols'>,
): Person {
  const ask: Caller['ask'] = (below, options = {}) => call(origin, path + below, { ...options, headers });
  return {
    identity: (name) => ({
      ...kind,
      name,
      url: (after) => `${origin.replace(/^http/, 'ws')}${path}/socket?after=${after}`,
      headers: { origin, ...(kind.isVisitor ? {} : headers) },
      history: (after) => entriesAfter(ask, after, performance.now() + HISTORY_WITHIN),
    }),
    caller: (name) => ({ witness: newWitness(name, kind.isVisitor), ask }),
  };
}

/** All entries after a seq, page by page. */
export async function entriesAfter(ask: Caller['ask'], after: number, until: number): Promise<Message[]> {
  const all: Message[] = [];
  for (let next: string | null = `${after}`; next !== null; ) {
    type Page = { items: Message[]; next_cursor: string | null };
    const from: string = next;
    const reply = await insist((signal) => ask<Page>(`/messages?after=${from}`, { signal }), until);
    if (!reply) throw new Error('The history cannot be had.');
    const page = expectStatus(reply, 200).body;
    all.push(...page.items);
    next = page.next_cursor;
  }
  return all;
}
