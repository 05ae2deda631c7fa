// Who tries, and what the first organization is to them.

import { secrets } from '../support/secrets.ts';
import type { TestServer } from '../support/server.ts';
import type { Operation, Who } from './description.ts';
import { type Ids, type Kind, whose } from './kinds.ts';
import { addAgent, addMembership, endMembership, type Home } from './world.ts';

export interface Asker {
  name: string;
  /** What they prove to be. */
  is: Who | undefined;
  isAdmin: boolean;
  headers: Record<string, string>;
  /** What a socket offers beside the protocol. */
  protocols: string[];
  /** What they may use. */
  own: Ids;
  email: string;
  /** What of the first organization is not theirs. */
  isForeign(kind: Kind): boolean;
}

const cookie = (value: string) => ({ headers: { cookie: value }, protocols: [] });
const token = (value: string) => ({ headers: { authorization: `Bearer ${value}` }, protocols: [value] });
const isPersonal = (kind: Kind) => whose(kind) === 'person';
const everything = () => true;

export interface Askers {
  /** From outside, or from the first organization with nothing to do with it. */
  foreign: Asker[];
  /** People of the first organization, who may much, but only with their own kind of proof. */
  insiders: Asker[];
  /** Whoever may ask such a call in the other organization. */
  rightful(who: Who): Asker;
}

export async function askersOf(server: TestServer, first: Home, other: Home): Promise<Askers> {
  const outsider = { own: other.ids, email: other.email, isForeign: everything, isAdmin: false };
  const nobody: Asker = { ...outsider, name: 'nobody', is: undefined, headers: {}, protocols: [] };
  const rival: Asker = {
    ...outsider,
    ...cookie(other.owner.cookie),
    name: "the other organization's owner",
    is: 'login',
    isAdmin: true,
  };
  const stranger: Asker = {
    ...outsider,
    ...token(other.visitor.token),
    name: "the other organization's visitor",
    is: 'session',
  };
  const forger: Asker = {
    ...outsider,
    headers: { cookie: '__Host-chatdesk=forged', authorization: 'Bearer st_forged' },
    protocols: ['st_forged'],
    name: 'somebody with forged proofs',
    is: undefined,
  };
  const inBoth: Asker = {
    ...outsider,
    ...cookie(await memberOfBoth(server, first, other)),
    name: 'an agent of both organizations, logged in to the other one',
    is: 'login',
    // They may switch to it.
    isForeign: (kind) => kind !== 'organization',
  };
  const former: Asker = {
    ...outsider,
    ...cookie(await formerMember(server, first)),
    name: 'an agent who was with the organization',
    is: undefined,
  };
  const neighbour: Asker = {
    ...token(first.neighbour.token),
    name: 'another visitor of the same organization',
    is: 'session',
    isAdmin: false,
    own: first.neighbourIds,
    email: first.email,
    isForeign: isPersonal,
  };
  const insider = { own: first.ids, email: first.email, isForeign: everything, isAdmin: false };
  const visitor: Asker = { ...insider, ...token(first.visitor.token), name: 'the visitor', is: 'session' };
  const plain: Asker = { ...insider, ...cookie(first.plain.cookie), name: 'a plain agent', is: 'login' };
  const owner: Asker = {
    ...insider,
    ...cookie(first.owner.cookie),
    name: 'the owner',
    is: 'login',
    isAdmin: true,
  };
  const operatorOf: Asker = {
    ...outsider,
    headers: { authorization: `Bearer ${secrets.OPERATOR_TOKEN}` },
    protocols: [],
    name: 'the operator',
    is: 'operator',
  };
  const byProof = { anyone: nobody, session: stranger, login: rival, operator: operatorOf };
  return {
    foreign: [nobody, forger, former, stranger, rival, inBoth, neighbour],
    insiders: [visitor, plain, owner],
    rightful: (who) => byProof[who],
  };
}

async function memberOfBoth(server: TestServer, first: Home, other: Home): Promise<string> {
  const { id, cookie } = await addAgent(server, other, 'both');
  await addMembership(server, first.owner.organizationId, id);
  return cookie;
}

async function formerMember(server: TestServer, home: Home): Promise<string> {
  const { id, cookie } = await addAgent(server, home, 'former');
  await endMembership(server, home.owner.organizationId, id);
  return cookie;
}

/** May this asker ask such a call at all, with what is their own? */
export const mayAsk = (asker: Asker, { who, isForAdmins }: Operation): boolean =>
  who === 'anyone' || (asker.is === who && (!isForAdmins || asker.isAdmin));
