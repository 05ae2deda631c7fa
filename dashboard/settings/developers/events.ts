import type { WebhookEvent } from '../../../widget/protocol/generated.ts';

export const EVENTS: readonly { value: WebhookEvent; name: string }[] = [
  { value: 'conversation.created', name: 'A conversation begins' },
  { value: 'conversation.closed', name: 'A conversation is closed' },
  { value: 'message.created', name: 'A message is written' },
  { value: 'rating.created', name: 'A visitor rates' },
];

/** `message.created`: "A message is written"; what is new to us stays as it is. */
export const eventWords = (event: string): string =>
  EVENTS.find(({ value }) => value === event)?.name ?? event;
