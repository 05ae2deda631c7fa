// I11: the bot, as admins teach it, visitors ask it and agents take over.

import { after, before, test } from 'node:test';
import { isSound as isSoundIn } from '../support/axe.ts';
import { delivery, nonsense, taught } from '../support/bot.ts';
import { button, said } from '../support/conversing.ts';
import { chatFrame, foundOrganization, openChat, openStage, type Stage, write } from '../support/people.ts';
import { choose } from '../support/settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const answer = 'Two to four working days.';

test('I11: an admin teaches it, a visitor is answered and asks for a person, the agent reads what was said', () =>
  stage.filmed('bot', async () => {
    const agent = await stage.newPage();
    const shop = await stage.openShop(await foundOrganization(agent, stage.chat, 'Fern'));

    await agent.goto(`${stage.chat}/settings/answers`);
    await agent.getByText('No answers yet').waitFor();
    await agent.getByRole('link', { name: 'Add answer' }).click();
    await agent.getByLabel('Question').fill('How long does delivery take?');
    await agent.getByLabel('In other words').fill('When will my order arrive?\n\nIs it quick?');
    await agent.getByRole('textbox', { name: 'Answer' }).fill(answer);
    await isSoundIn(agent, 'a new answer');
    await agent.getByRole('button', { name: 'Add answer' }).click();
    await agent.getByRole('list', { name: 'Answers' }).getByText(answer).waitFor();
    await agent.route('**/api/bot/entries/*', (route) => route.abort());
    await choose(agent, 'How long does delivery take?', 'Turn off');
    await agent.getByText('Nothing was changed. We cannot reach ChatDesk').waitFor();
    await agent.unroute('**/api/bot/entries/*');
    const ask = agent.getByRole('form', { name: 'Try a question' });
    await ask.getByLabel('Question').fill('how long will the delivery take');
    await ask.getByRole('button', { name: 'Ask' }).click();
    await agent.getByText('The bot would answer:').waitFor();
    await agent.getByText('% sure').waitFor();

    await agent.getByRole('link', { name: 'Add page' }).click();
    await agent.getByLabel('Title').fill('Help');
    await agent.getByLabel('Address').fill('https://shop.example/help');
    await agent
      .getByRole('textbox', { name: 'Text' })
      .fill('Returns\nYou can send anything back within 30 days. The label is in the parcel.');
    await isSoundIn(agent, 'a new page');
    await agent.screenshot({ path: 'test-results/bot-page.png', fullPage: true });
    await agent.getByRole('button', { name: 'Add page' }).click();
    await agent.getByRole('list', { name: 'Pages' }).getByText('1 passage').waitFor();

    await ask.getByLabel('Question').fill('can I send my trolley bag back');
    await ask.getByRole('button', { name: 'Ask' }).click();
    await agent.getByText('The bot would').waitFor();
    await agent.getByRole('button', { name: 'Add words' }).click();
    const words = agent.getByRole('dialog');
    await words.getByLabel('Words').fill('parcel, box\n\nalone');
    await words.getByRole('button', { name: 'Save' }).click();
    await words.getByText('Line 3: Write two to 20 words').waitFor();
    await isSoundIn(agent, 'words that mean the same');
    await words.getByLabel('Words').fill('trolley bag, anything\n');
    await words.getByRole('button', { name: 'Save' }).click();
    await agent
      .getByRole('list', { name: 'Words that mean the same' })
      .getByText('trolley bag, anything')
      .waitFor();
    await agent.getByText('The bot would answer:').waitFor();
    await agent.getByRole('link', { name: 'Read more' }).waitFor();
    await agent.getByRole('switch').first().check();
    await agent.getByText('Saved. The bot answers there now.').waitFor();
    await agent.getByRole('button', { name: 'Name and greeting' }).click();
    const look = agent.getByRole('dialog');
    await look.getByLabel('Name').fill('Fern');
    await look.getByLabel('Greeting').fill('I am Fern. Ask me about orders.');
    await isSoundIn(agent, 'name and greeting');
    await agent.screenshot({ path: 'test-results/bot-look.png' });
    await look.getByRole('button', { name: 'Save' }).click();
    await look.waitFor({ state: 'detached' });
    await isSoundIn(agent, 'the answers');
    await agent.screenshot({ path: 'test-results/bot-answers.png', fullPage: true });

    await agent.goto(`${stage.chat}/inbox`);
    const visitor = await stage.newPage({ reducedMotion: 'reduce' });
    await visitor.goto(shop);
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await frame.getByText('I am Fern. Ask me about orders.').waitFor();
    await write(frame, 'when does my order arrive?');
    await said(frame, answer);
    await frame.getByText('Fern', { exact: true }).first().waitFor();
    await isSoundIn(visitor, 'the bot', 'chatdesk-widget');
    await visitor.screenshot({ path: 'test-results/bot-widget.png' });
    await button(frame, 'That helped').click();
    await button(frame, 'That helped').waitFor({ state: 'detached' });
    await write(frame, 'can I send it back within 30 days?');
    await frame.getByRole('link', { name: 'https://shop.example/help' }).waitFor();
    await visitor.screenshot({ path: 'test-results/bot-passage.png' });

    await agent.getByText('Bot', { exact: true }).first().waitFor();
    await agent.getByText('You can send anything back').first().click();
    await agent.getByRole('button', { name: 'Bot on' }).waitFor();
    await button(frame, 'Talk to a person').click();
    await frame.getByText('A person will answer you here').waitFor();
    await button(frame, 'Talk to a person').waitFor({ state: 'detached' });

    await agent.getByText('The bot left this to you').waitFor();
    await agent.getByText(`Answered: ${answer}`).waitFor();
    await agent.getByRole('button', { name: 'Bot off' }).waitFor();
    await isSoundIn(agent, 'what the bot left');
    await agent.screenshot({ path: 'test-results/bot-inbox.png' });
  }));

test('I11: what is not clear the visitor chooses from', () =>
  stage.filmed('bot-choices', async () => {
    const agent = await stage.newPage();
    const shop = await stage.openShop(await foundOrganization(agent, stage.chat, 'Moss'));
    await agent.evaluate(async () => {
      const call = (method: string, path: string, body: object) =>
        fetch(path, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      await call('POST', '/api/bot/entries', {
        question: 'How do I change my email?',
        answer: 'In Settings.',
      });
      await call('POST', '/api/bot/entries', {
        question: 'How do I change my address?',
        answer: 'In Orders.',
      });
      const { items } = await (await fetch('/api/widgets')).json();
      await call('PATCH', `/api/widgets/${items[0].id}`, { bot: { enabled: true, name: 'Moss' } });
    });
    const visitor = await stage.newPage({ reducedMotion: 'reduce' });
    await visitor.goto(shop);
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await write(frame, 'how can I change it?');
    await frame.getByText('Did you mean one of these?').waitFor();
    await isSoundIn(visitor, 'choices', 'chatdesk-widget');
    await button(frame, 'How do I change my address?').click();
    await said(frame, 'In Orders.');
  }));

test('I11, W14: while nobody is there the bot answers all the same, and asks for an email when it leaves somebody waiting', () =>
  stage.filmed('bot-alone', async () => {
    const owner = await taught(stage.server);
    const visitor = await stage.newPage({ reducedMotion: 'reduce' });
    await visitor.goto(await stage.openShop(owner.widgetKey));
    await openChat(visitor);
    const frame = chatFrame(visitor);
    await write(frame, delivery.question);
    await said(frame, delivery.answer);
    const email = frame.getByLabel(/^Leave your email/);
    if ((await email.count()) > 0) throw new Error('nobody waits yet');
    await write(frame, nonsense);
    await email.waitFor();
    await isSoundIn(visitor, 'left by the bot', 'chatdesk-widget');
    await visitor.screenshot({ path: 'test-results/bot-alone.png' });
    await email.fill('grace@example.com');
    await email.press('Enter');
    await frame.getByText('grace@example.com').waitFor();
  }));
