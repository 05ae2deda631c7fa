/** What the parts say that load when they are wanted. */
export default {
  messages: 'Messages',
  you: 'You',
  sending: 'Sending…',
  sent: 'Sent',
  delivered: 'Delivered',
  seen: 'Seen',
  notSent: 'Not sent.',
  tooLong: 'Not sent: the message is too long.',
  typing: '{name} is typing',
  newMessages: 'New messages',
  joined: '{name} joined the conversation',
  closed: 'This conversation was closed',
  reopened: 'This conversation was reopened',
  reconnecting: 'Connecting again… Messages will be sent as soon as we are back.',
  disconnected: 'This conversation is no longer connected.',
} as const;
