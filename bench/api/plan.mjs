// What is measured, and for how long.

/** `like`: what the bare worker does at the least for such a call: a row of D1, or an object that is new. */
export const calls = [
  { name: 'config', title: 'GET widget/config', like: 'read' },
  { name: 'init', title: 'POST widget/init', like: 'write' },
  { name: 'start', title: 'POST widget/conversations, with a message', like: 'object' },
  { name: 'send', title: 'POST widget/…/messages', like: 'write' },
  { name: 'own', title: 'GET widget/conversations', like: 'read' },
  { name: 'history', title: 'GET widget/…/messages, 100 of them', like: 'read' },
  { name: 'inbox', title: 'GET conversations, 50 of them', like: 'read' },
];

/** Where there may be a hundred or a hundred thousand of something. */
export const lists = [
  { name: 'closed', title: 'closed conversations, first page' },
  { name: 'closedMiddle', title: 'closed conversations, from the middle' },
  { name: 'live', title: 'live conversations, first page' },
  { name: 'liveUnassigned', title: 'live ones that nobody has' },
  { name: 'liveOfDepartment', title: 'live ones of a department' },
  { name: 'liveLabelled', title: 'live ones with a label' },
  { name: 'closedMine', title: 'closed ones of an agent' },
  { name: 'closedLabelled', title: 'closed ones with a label' },
  { name: 'closedRated', title: 'closed ones that were rated 5' },
  { name: 'customers', title: 'customers, first page' },
  { name: 'own', title: "a visitor's own 20 conversations" },
  { name: 'newest', title: 'the newest messages of a conversation' },
  { name: 'oldest', title: 'its oldest messages' },
  { name: 'init', title: 'opening the chat there' },
  { name: 'searchCommon', title: 'search: a word that is everywhere' },
  { name: 'searchBeginning', title: 'search: two letters, as one types' },
  { name: 'searchRare', title: 'search: a word that is there once' },
  { name: 'searchName', title: 'search: a name that all customers have' },
];

export const full = {
  rounds: 5,
  people: 8,
  time: { warmUp: 300, duration: 1_500 },
  sizes: [100, 100_000],
  asked: 200,
};

export const quick = {
  rounds: 1,
  people: 8,
  time: { warmUp: 200, duration: 700 },
  sizes: [100, 3_000],
  asked: 40,
};

/** In milliseconds, what a call may take at most; how many times as many rows and as much time a list may take when it is long. */
export const goals = { p95: 100, rows: 1.5, longer: 2 };
