import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventWords } from '../../dashboard/live/event-words.ts';
import { clock } from '../../dashboard/live/times.ts';
import type { Event } from '../../widget/protocol/generated.ts';

const ada = { kind: 'agent' as const, id: 'g', name: 'Ada' };
const grace = { kind: 'agent' as const, id: 'h', name: 'Grace', avatar_url: null };
const otter = { kind: 'visitor' as const, id: 'v', name: 'Quiet Otter' };
const system = { kind: 'system' as const, id: '', name: '' };
const now = new Date(2026, 2, 10, 12).getTime();
const tomorrow = new Date(2026, 2, 11, 9).toISOString();

const says = (event: Event, by: Parameters<typeof eventWords>[1], me = 'me') =>
  eventWords(event, by, me, now);

test('I2: an event says who did it', () => {
  assert.equal(says({ type: 'closed' }, ada), 'Ada closed the conversation');
  assert.equal(says({ type: 'closed' }, otter), 'Quiet Otter closed the conversation');
  assert.equal(says({ type: 'closed' }, ada, 'g'), 'You closed the conversation');
  assert.equal(says({ type: 'reopened' }, ada), 'Ada reopened the conversation');
  const department = { id: 'd', name: 'Sales' };
  assert.equal(says({ type: 'transferred', department }, ada), 'Ada moved this to Sales');
  const rating = { score: 4, comment: 'Kind', rated_at: tomorrow };
  assert.equal(says({ type: 'rated', rating }, otter), 'Quiet Otter gave 4 of 5: “Kind”');
});

test('I4: an assignment says by whom and to whom', () => {
  const assigned = { type: 'assigned' as const, assignee: grace };
  assert.equal(says(assigned, ada), 'Ada assigned this to Grace');
  assert.equal(says(assigned, ada, 'g'), 'You assigned this to Grace');
  assert.equal(says(assigned, ada, 'h'), 'Ada assigned this to you');
  assert.equal(says(assigned, grace), 'Grace took this conversation');
  assert.equal(says(assigned, grace, 'h'), 'You took this conversation');
  assert.equal(says(assigned, system), 'Assigned to Grace automatically');
  assert.equal(says(assigned, system, 'h'), 'Assigned to you automatically');
  assert.equal(says({ type: 'assigned', assignee: null }, ada), 'Ada unassigned this');
});

test('I5: a snooze says until when, as people say it', () => {
  const at = clock(tomorrow);
  assert.equal(says({ type: 'snoozed', until: tomorrow }, ada), `Snoozed until tomorrow ${at} by Ada`);
  assert.equal(says({ type: 'snoozed', until: tomorrow }, ada, 'g'), `Snoozed until tomorrow ${at} by you`);
  const monday = new Date(2026, 2, 16, 9).toISOString();
  assert.equal(says({ type: 'snoozed', until: monday }, ada), `Snoozed until Monday ${at} by Ada`);
  const later = new Date(2026, 3, 16, 9).toISOString();
  assert.equal(says({ type: 'snoozed', until: later }, ada), `Snoozed until 16 Apr ${at} by Ada`);
});
