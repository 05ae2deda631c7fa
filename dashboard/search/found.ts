import type { Found, Part } from '../../widget/protocol/generated.ts';
export function textOf(parts: readonly Part[] = []): string {
  return parts.map(({ text }) => text).join('');
}

/** Who it is about. */
export function nameOfFound({ conversation, customer }: Found): string {
  return textOf(customer?.name) || (conversation?.widget_customer.display_name ?? '');
}

/** To where it was said; to whoever never wrote. */
export function pathOf({ conversation, customer, message }: Found, search = ''): string {
  if (!conversation) return `/customers/${customer?.id ?? ''}`;
  const place = message ? `message=${message.seq}` : '';
  const query = [search.replace(/^\?/, ''), place].filter(Boolean).join('&');
  return `/inbox/${conversation.id}${query && `?${query}`}`;
}
