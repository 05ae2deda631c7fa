// What is told between a visitor's tabs, to the page around the chat, and to agents while the visitor writes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, composer, converse, firstId, launcher, reply, said, set } from '../support/conversing.ts';
import { chatFrame, openStage, type Stage, write } from '../support/people.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('W11: a conversation begun in one tab is there in the other', () =>
  stage.filmed('tabs-begun', async () => {
    const { visitor, frame, shop } = await converse(stage, 'Here & There', { isSameSite: true });
    const second = await visitor.context().newPage();
    await second.goto(shop);
    await launcher(second).click();
    await button(frame, 'More').click();
    await button(frame, 'End conversation').click();
    await button(frame, 'End conversation').click();
    for (const page of [visitor, second]) {
      await button(chatFrame(page), 'Start a new conversation').click();
      await composer(chatFrame(page)).waitFor();
    }
    await composer(chatFrame(second)).fill('Not yet');
    await write(frame, 'From the first tab');
    await said(chatFrame(second), 'From the first tab');
    assert.equal(await composer(chatFrame(second)).inputValue(), 'Not yet');
    await composer(chatFrame(second)).press('Enter');
    await said(frame, 'Not yet');
  }));

test('W17: the page hears of messages, of the beginning, the end and the rating', () =>
  stage.filmed('tabs-events', async () => {
    const { agent, visitor, frame } = await converse(stage, 'Sign & Signal');
    await visitor.evaluate(() => {
      const events: unknown[] = [];
      const { chatdesk } = window as unknown as { chatdesk: (...call: unknown[]) => void };
      for (const name of ['message', 'conversation:start', 'conversation:end', 'rating'])
        chatdesk('on', name, (detail: unknown) => events.push([name, detail]));
      Object.assign(window, { events });
    });
    await reply(agent, 'News');
    await said(frame, 'News');
    await button(frame, 'More').click();
    await button(frame, 'End conversation').click();
    await button(frame, 'End conversation').click();
    await frame.getByRole('radio', { name: '5 of 5' }).check();
    await button(frame, 'Send rating').click();
    await frame.getByText('Thank you for your rating.').waitFor();
    await button(frame, 'Start a new conversation').click();
    await write(frame, 'Once more');
    const events = await until(
      () =>
        visitor.evaluate(() => (window as unknown as { events: [string, Record<string, unknown>][] }).events),
      (all) => all.length >= 5,
    );
    assert.deepEqual(
      events.map(([name]) => name),
      ['message', 'conversation:end', 'rating', 'conversation:start', 'message'],
    );
    assert.deepEqual(events[0]?.[1].sender, { kind: 'agent', name: 'Ada Marsh' });
    assert.deepEqual(events[2]?.[1], { score: 5, comment: '' });
    assert.equal(events[3]?.[1].id, events[4]?.[1].conversationId);
  }));

test('W10: what is being typed is shown to agents only where the organization wants it', () =>
  stage.filmed('tabs-preview', async () => {
    const { agent, visitor, frame } = await converse(stage, 'Plain & Open', { isSameSite: true });
    const typed: { on: boolean; text?: string }[] = [];
    const watch = () =>
      visitor.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => {
          if (`${payload}`.includes('"typing"')) typed.push(JSON.parse(`${payload}`));
        }),
      );
    watch();
    await visitor.reload();
    await launcher(visitor).click();
    await composer(frame).pressSequentially('Secret');
    await until(
      async () => typed,
      (all) => all.length > 0,
    );
    assert.ok(typed.every(({ text }) => text === undefined));
    await set(agent, '/api/organization', { typingPreview: true });
    typed.length = 0;
    await visitor.reload();
    await launcher(visitor).click();
    // What was typed before is still there.
    await composer(frame).fill('');
    await composer(frame).pressSequentially('Shown');
    await until(
      async () => typed,
      (all) => all.at(-1)?.text === 'Shown',
    );
  }));

test('W10: that an agent types, and agents’ faces, are shown where the site wants it', () =>
  stage.filmed('tabs-typing', async () => {
    const { agent, frame, shop } = await converse(stage, 'Face & Name');
    const typing = frame.getByRole('img', { name: 'Ada Marsh is typing' });
    const faces = () => frame.getByRole('log').getByText('A', { exact: true }).count();
    const box = agent.getByRole('textbox', { name: 'Reply' });
    await box.fill('W');
    await typing.waitFor();
    assert.equal(await faces(), 2, 'beside what she wrote, and writes');
    await reply(agent, 'Well');
    await typing.waitFor({ state: 'detached' });

    const widget = `/api/widgets/${await firstId(agent, '/api/widgets')}`;
    await set(agent, widget, { showTypingIndicator: false, showAgentAvatars: false });
    const other = await stage.newPage();
    await other.goto(shop);
    await launcher(other).click();
    const plain = chatFrame(other);
    await write(plain, 'Good day');
    await agent.getByText('Good day').first().click();
    await reply(agent, 'Good day to you.');
    await said(plain, 'Good day to you.');
    await other.waitForTimeout(3_000);
    await box.fill('W');
    await other.waitForTimeout(1_000);
    assert.equal(await plain.getByRole('img', { name: 'Ada Marsh is typing' }).count(), 0);
    assert.equal(await plain.getByRole('log').getByText('A', { exact: true }).count(), 0);
    assert.equal(await plain.getByRole('log').getByText('Ada Marsh', { exact: true }).count(), 1, 'her name');
  }));
