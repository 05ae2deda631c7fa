// What a visitor is asked before a conversation.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { openStage, type Stage } from '../support/people.ts';
import {
  addDepartments,
  ask,
  begun,
  button,
  FIELDS,
  focused,
  message,
  NAME,
  openSite,
  type Site,
  said,
  TERMS,
  visit,
} from '../support/site.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('W7: a form asks all there is to ask, says what is wrong, and begins one conversation', () =>
  stage.filmed('forms-all', async () => {
    const site = await openSite(stage, 'Ask & All');
    await ask(site, FIELDS);
    const { frame } = await visit(site);
    await button(frame, 'Start chat').click();
    await frame.getByText('Please fill this in.').first().waitFor();
    assert.equal(await frame.getByText('Please fill this in.').count(), 3, 'name, email, message');
    assert.equal(await frame.getByText('Please choose.').count(), 2, 'topic, size');
    await focused(frame, 'Your name');
    await frame.getByLabel('Your name').fill('Grace Hopper');
    await frame.getByLabel('Email').fill('grace@');
    await frame.getByText('Please enter a complete email address.').waitFor();
    assert.equal(await frame.getByLabel('Email').getAttribute('aria-invalid'), 'true');
    await frame.getByLabel('Email').fill('Grace@Example.com');
    await frame.getByLabel('Phone').fill('+47 22 33 44 55');
    await frame.getByLabel('Order number').fill('ab1');
    await frame.getByText('Please check this answer.').waitFor();
    await frame.getByLabel('Order number').fill('AB1234');
    await frame.getByLabel('How many pots?').pressSequentially('1e');
    await frame.getByText('Please write a number.').waitFor();
    await frame.getByLabel('How many pots?').fill('12.5');
    await frame.getByLabel('What happened?').fill('One broke.\nThen another.');
    await frame.getByLabel('Topic').selectOption('Support, billing');
    await frame.getByRole('radio', { name: 'Large' }).check();
    await frame.getByRole('checkbox', { name: 'Express' }).check();
    await frame.getByRole('checkbox', { name: 'Gift wrap' }).check();
    await frame.getByLabel('When?').fill('2026-12-24');
    const terms = frame.getByRole('link', { name: 'Read more' });
    assert.equal(await terms.getAttribute('href'), 'https://shop.example/terms');
    await message(frame).fill('Do you ship to Norway?');
    await button(frame, 'Start chat').click();
    await focused(frame, 'I agree to the terms');
    await frame.getByRole('checkbox', { name: 'I agree to the terms' }).check();
    await button(frame, 'Start chat').dblclick();
    await said(frame, 'Do you ship to Norway?');
    const [row, ...others] = await begun(site, 1);
    assert.deepEqual(others, [], 'one conversation');
    assert.deepEqual(row?.pre_chat_data, {
      name: 'Grace Hopper',
      email: 'grace@example.com',
      phone: '+47 22 33 44 55',
      order: 'AB1234',
      pots: '12.5',
      story: 'One broke.\nThen another.',
      topic: 'Support, billing',
      size: 'Large',
      extras: 'Gift wrap\nExpress',
      news: 'false',
      day: '2026-12-24',
      terms: 'true',
    });
    const customer = row?.widget_customer;
    assert.deepEqual(
      [customer?.full_name, customer?.email, customer?.phone, customer?.custom_fields.topic],
      ['Grace Hopper', 'grace@example.com', '+47 22 33 44 55', 'Support, billing'],
    );
    await site.agent.getByText('Grace Hopper').first().waitFor();
  }));

test('W7: what the server refuses comes back with all that was written, in the form as it is now', () =>
  stage.filmed('forms-refused', async () => {
    const site = await openSite(stage, 'Back & Forth');
    await ask(site, [NAME]);
    const { visitor, frame } = await visit(site);
    await frame.getByLabel('Your name').fill('Grace');
    await message(frame).fill('First words');
    await button(frame, 'More').click();
    await button(frame, 'Back').click();
    assert.equal(await frame.getByLabel('Your name').inputValue(), 'Grace', 'a look elsewhere costs nothing');
    await ask(site, [NAME, TERMS]);
    await message(frame).press('Enter');
    const terms = frame.getByRole('checkbox', { name: 'I agree to the terms' });
    await terms.waitFor();
    await frame.getByText('Please tick this to go on.').waitFor();
    assert.equal(await frame.getByLabel('Your name').inputValue(), 'Grace');
    assert.equal(await message(frame).inputValue(), 'First words');
    assert.deepEqual(await begun(site, 0), []);
    await visitor.evaluate("chatdesk('send', 'Round the corner')");
    await until(
      () => message(frame).inputValue(),
      (value) => value === 'Round the corner',
    );
    assert.deepEqual(await begun(site, 0), [], 'the page cannot consent for anybody');
    await terms.check();
    await message(frame).press('Enter');
    await said(frame, 'Round the corner');
    const [row, ...others] = await begun(site, 1);
    assert.deepEqual([row?.pre_chat_data, others], [{ name: 'Grace', terms: 'true' }, []]);
  }));

test('A7: who may not start anything here is told so', () =>
  stage.filmed('forms-forbidden', async () => {
    const site = await openSite(stage, 'Shut & Gone');
    await ask(site, [NAME]);
    const { frame } = await visit(site);
    await frame.getByLabel('Your name').fill('Grace');
    await message(frame).fill('Anybody?');
    await site.change({ enabled: false });
    await button(frame, 'Start chat').click();
    await frame.getByRole('heading', { name: 'The chat is not available here' }).waitFor();
  }));

test('W8: the visitor picks a department, with who is there; next time another, as the same customer', () =>
  stage.filmed('forms-departments', async () => {
    const site = await openSite(stage, 'Sales & Support');
    await addDepartments(site);
    await ask(site, [NAME]);
    const { frame } = await visit(site);
    await frame.getByLabel('Your name').fill('Grace');
    const sales = frame.getByRole('radio', { name: 'Sales' });
    await sales.waitFor();
    const about = (name: string) => frame.getByRole('radio', { name }).ariaSnapshot();
    assert.match(await about('Sales'), /Sales/);
    assert.equal(await frame.getByText('Online', { exact: true }).count(), 2, 'the team and Sales');
    assert.equal(await frame.getByText('Away', { exact: true }).count(), 1);
    await message(frame).fill('One for sales');
    await button(frame, 'Start chat').click();
    await frame.getByText('Please choose.').waitFor();
    await sales.check();
    await button(frame, 'Start chat').click();
    await said(frame, 'One for sales');
    const [first] = await begun(site, 1);
    await closeByAgent(site, first);
    await button(frame, 'Start a new conversation').first().click();
    await frame.getByRole('radio', { name: 'Support' }).check();
    assert.equal(await frame.getByLabel('Your name').inputValue(), 'Grace', 'known by now');
    await message(frame).fill('One for support');
    await button(frame, 'Start chat').click();
    await said(frame, 'One for support');
    const [second, ...others] = await begun(site, 1);
    assert.deepEqual([first?.department?.name, second?.department?.name, others], ['Sales', 'Support', []]);
    assert.equal(second?.widget_customer_id, first?.widget_customer_id);
    assert.notEqual(second?.id, first?.id);
  }));

async function closeByAgent({ agent }: Site, conversation?: ConversationSummary): Promise<void> {
  const answer = await agent.request.patch(`${stage.chat}/api/conversations/${conversation?.id}`, {
    data: { status: 'closed' },
    headers: { origin: stage.chat },
  });
  assert.equal(answer.status(), 200);
}

test('W8: a page that has chosen the department leaves the rest of the form to be answered', () =>
  stage.filmed('forms-page-department', async () => {
    const site = await openSite(stage, 'Page & Choice');
    await addDepartments(site);
    await ask(site, [TERMS as object]);
    const [{ id } = {}] = await stage.server.sql(
      "SELECT id FROM departments WHERE organization_id = ? AND name = 'Support'",
      site.organization,
    );
    const { visitor, frame } = await visit(site);
    await frame.getByRole('radio', { name: 'Sales' }).waitFor();
    await visitor.evaluate(`chatdesk('setDepartment', '${id}')`);
    await frame.getByRole('radio', { name: 'Sales' }).waitFor({ state: 'detached' });
    await message(frame).fill('Hello');
    await frame.getByRole('checkbox', { name: 'I agree' }).check();
    await button(frame, 'Start chat').click();
    await said(frame, 'Hello');
    const [row] = await begun(site, 1);
    assert.equal(row?.department_id, id);
  }));
