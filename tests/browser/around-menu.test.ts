// What surrounds the conversation: the menu, emoji, the line that names us.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, composer, converse, firstId, isSound, said, set } from '../support/conversing.ts';
import { chatFrame, foundOrganization, openChat, openStage, type Stage } from '../support/people.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('W12: what is set in the menu is remembered; Escape goes back before it closes', () =>
  stage.filmed('menu', async () => {
    const { visitor, frame, shop } = await converse(stage, 'More & Less', { isSameSite: true });
    await button(frame, 'More').click();
    await frame.getByRole('switch', { name: 'Sound', checked: true }).click();
    await frame.getByRole('switch', { name: 'Sound', checked: false }).waitFor();
    await button(frame, 'End conversation').click();
    await isSound(visitor, 'menu');
    await button(frame, 'Keep it open').click();
    await visitor.keyboard.press('Escape');
    await composer(frame).waitFor();
    await button(frame, 'More').click();
    await frame.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await frame.getByRole('heading', { name: 'Einstellungen und mehr' }).waitFor();
    await frame.getByRole('combobox').selectOption('العربية');
    await frame.locator('html[dir=rtl]').waitFor();
    await isSound(visitor, 'from the right');
    await frame.getByRole('combobox').selectOption('Deutsch');

    await visitor.goto(shop);
    await visitor.getByRole('button', { name: 'Chat öffnen' }).click();
    await button(frame, 'Mehr').click();
    await frame.getByRole('switch', { name: 'Ton', checked: false }).waitFor();
    const [session] = await stage.server.sql(
      'SELECT language FROM widget_sessions ORDER BY last_seen_at DESC',
    );
    assert.equal(session?.language, 'de', 'mails are in it too');
    await visitor.keyboard.press('Escape');
    await frame.getByRole('textbox', { name: 'Nachricht schreiben…' }).waitFor();
    await visitor.keyboard.press('Escape');
    await visitor.getByRole('button', { name: 'Chat öffnen' }).waitFor();
  }));

test('W10: emoji are picked by keyboard, come where the caret is, and are remembered', () =>
  stage.filmed('emoji', async () => {
    const { visitor, frame } = await converse(stage, 'Smile & Frown');
    await composer(frame).fill('Hello you');
    await composer(frame).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5));
    await button(frame, 'Emoji').click();
    const faces = frame.getByRole('region', { name: 'Faces' });
    await faces.waitFor();
    await isSound(visitor, 'emoji');
    await visitor.keyboard.press('ArrowDown');
    await visitor.keyboard.press('ArrowDown');
    await visitor.keyboard.press('Enter');
    const picked = await faces.locator(':focus').textContent();
    assert.equal(await composer(frame).inputValue(), `Hello${picked} you`);
    await visitor.keyboard.press('Escape');
    await faces.waitFor({ state: 'detached' });
    await visitor.keyboard.type('!');
    assert.equal(await composer(frame).inputValue(), `Hello${picked}! you`);
    await visitor.keyboard.press('Enter');
    await said(frame, `Hello${picked}! you`);
    await button(frame, 'Emoji').click();
    const recent = frame.getByRole('region', { name: 'Recently used' }).getByRole('button').first();
    assert.equal(await recent.textContent(), picked);
  }));

test('W3: the line that names us is there where the plan asks for it', () =>
  stage.filmed('powered', async () => {
    const agent = await stage.newPage();
    const visitor = await stage.newPage();
    await visitor.goto(await stage.openShop(await foundOrganization(agent, stage.chat, 'Name & Number')));
    await openChat(visitor);
    const line = chatFrame(visitor).getByRole('link', { name: 'Powered by ChatDesk' });
    assert.deepEqual(
      [await line.getAttribute('rel'), await line.evaluate((link: HTMLAnchorElement) => link.href)],
      ['noopener', `${stage.chat}/`],
    );
    await stage.server.sql("UPDATE organizations SET plan = 'pro' WHERE name = 'Name & Number'");
    await set(agent, `/api/widgets/${await firstId(agent, '/api/widgets')}`, { poweredBy: false });
    const fresh = await stage.newPage();
    await fresh.goto(visitor.url());
    await openChat(fresh);
    await chatFrame(fresh).getByRole('textbox').waitFor();
    assert.equal(await chatFrame(fresh).getByRole('link').count(), 0);
  }));
