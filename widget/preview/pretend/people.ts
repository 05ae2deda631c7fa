/** Who talks to whom in the preview. */
import type { Sender, WidgetCustomer } from '../../protocol/generated.ts';
import { newId } from '../../transport/uuid.ts';
import type { Draft } from '../draft.ts';

export const now = () => new Date().toISOString();

/** As it is being written. */
export function draft(): Draft {
  const { preview } = window.parent;
  if (!preview) throw new Error('This is the preview of the settings, and nothing by itself.');
  return preview.draft;
}

let known = somebody();

export const visitor = (): WidgetCustomer => known;

export function newVisitor(): void {
  known = somebody();
}

/** They have said who they are. */
export function named({ name, email, phone }: { name?: string; email?: string; phone?: string }): void {
  known = {
    ...known,
    full_name: name ?? known.full_name,
    display_name: name ?? known.display_name,
    email: email ?? known.email,
    phone: phone ?? known.phone,
  };
}

function somebody(): WidgetCustomer {
  const at = now();
  return {
    id: newId(),
    visitor_id: newId(),
    full_name: null,
    display_name: 'Visitor',
    email: null,
    phone: null,
    custom_fields: {},
    customer_id: null,
    first_seen_at: at,
    last_seen_at: at,
  };
}

export const asVisitor = (): Sender => ({
  kind: 'visitor',
  id: known.id,
  name: known.display_name,
  avatar_url: null,
});

export const asAgent = (): Sender => ({ kind: 'agent', ...draft().agent });
