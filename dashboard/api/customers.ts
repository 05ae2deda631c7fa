/** The calls about customers, one line each. */
import type {
  ChangeCustomer,
  ConversationSummary,
  Customer,
  CustomerId,
  ErasureReceipt,
  List,
  TrackedEventInfo,
  VisitInfo,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';
import { query } from './query.ts';

const path = (id: CustomerId) => `/api/customers/${encodeURIComponent(id)}`;

export const customers = (cursor: string | null, signal?: AbortSignal) =>
  call<List<Customer>>('GET', `/api/customers${query({ cursor })}`, undefined, signal);

export const customer = (id: CustomerId, signal?: AbortSignal) =>
  call<Customer>('GET', path(id), undefined, signal);

export const changeCustomer = (id: CustomerId, change: ChangeCustomer) =>
  call<Customer>('PATCH', path(id), change);

export const convertCustomer = (id: CustomerId) => call<Customer>('POST', `${path(id)}/convert`, {});

export const eraseCustomer = (id: CustomerId) => call<ErasureReceipt>('DELETE', path(id));

export const conversationsOf = (id: CustomerId, signal?: AbortSignal) =>
  call<List<ConversationSummary>>('GET', `${path(id)}/conversations`, undefined, signal);

export const eventsOf = (id: CustomerId, cursor: string | null, signal?: AbortSignal) =>
  call<List<TrackedEventInfo>>('GET', `${path(id)}/events${query({ cursor })}`, undefined, signal);

export const sessionsOf = (id: CustomerId, signal?: AbortSignal) =>
  call<List<VisitInfo>>('GET', `${path(id)}/sessions`, undefined, signal);

/** All that is kept of them, as a file to hand over. */
export const exportOf = (id: CustomerId) => `${path(id)}/export`;

export const pictureOf = (id: CustomerId) => `${path(id)}/picture`;
