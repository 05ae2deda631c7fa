// A4: what is written of a widget is seen at once, in the widget itself, and on every page once it is saved.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage, type Stage } from '../support/people.ts';
import { focused, focusIsOn } from '../support/settings.ts';
import { until } from '../support/wait.ts';
import { hasStyle, openWidgetSettings } from '../support/widget-settings.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

const RED = 'rgb(170, 34, 85)';

test('A4: the look is seen while it is written, and on the site once it is saved', () =>
  stage.filmed('settings-widget-look', async () => {
    const { page, button, chat, preview, keep, visit } = await openWidgetSettings(stage);
    await chat.getByText('Hello, how can we help?').waitFor();
    await page.getByLabel('Main colour', { exact: true }).pressSequentially('#aa2255');
    await hasStyle(button, 'background-color', RED);
    await hasStyle(chat.locator('header'), 'background-color', RED);
    assert.equal(await focused(page), 'Main colour', 'who writes keeps the focus');
    await page.getByLabel('Accent colour', { exact: true }).fill('#113355');
    await hasStyle(chat.getByRole('button', { name: 'Start chat' }), 'background-color', 'rgb(17, 51, 85)');
    await page.getByLabel('Light or dark').selectOption('dark');
    await chat.locator('html[data-theme=dark]').waitFor();
    await page.getByLabel('Ready-made look').selectOption('soft');
    await chat.locator('html[data-look=soft]').waitFor();
    await page.getByLabel('Place on the page').selectOption('top-left');
    await preview.locator('.root[data-at=top-left].open').waitFor({ state: 'attached' });
    await page.getByLabel('Size of the button').selectOption('large');
    await until(
      () => button.evaluate((element: HTMLElement) => element.offsetWidth),
      (width) => width === 64,
    );
    await page.getByLabel('From the side').fill('44');
    await hasStyle(button, 'left', '44px');
    await page.getByLabel('From top or bottom').fill('33');
    await hasStyle(button, 'top', '33px');
    const icon = () => button.locator('path').first().getAttribute('d');
    const before = await icon();
    await page.getByLabel('Icon of the button').selectOption('mail');
    assert.notEqual(await until(icon, (now) => now !== before), before);
    await page.getByLabel('Logo', { exact: true }).fill(`${stage.chat}/logo.png`);
    await page.getByRole('button', { name: 'Somebody is here' }).click();
    assert.equal(await chat.locator('.faces img').count(), 0, 'not without https');
    await page.getByLabel('Logo', { exact: true }).fill('https://logo.example/fern.png');
    await chat.locator('.faces img[src="https://logo.example/fern.png"]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Nobody is here' }).click();
    await page.getByLabel('CSS', { exact: true }).fill('.greeting { letter-spacing: 3px }');
    await hasStyle(chat.locator('.greeting'), 'letter-spacing', '3px');
    await keep();

    const site = await visit();
    await hasStyle(site.button, 'background-color', RED);
    const frame = await site.open();
    await frame.locator('html[data-theme=dark][data-look=soft]').waitFor();
    await hasStyle(frame.locator('.greeting'), 'letter-spacing', '3px');
    for (const [name, value] of Object.entries({ left: '44px', top: '33px', width: '64px' }))
      await hasStyle(site.button, name, value);
    await site.page.close();
  }));

test('A4: what the widget does not set follows the organization, seen before it is saved', () =>
  stage.filmed('settings-widget-theme', async () => {
    const { page, owner, button, keep, visit } = await openWidgetSettings(stage);
    const own = page.url();
    await page.getByRole('link', { name: 'Widgets' }).last().click();
    await page.getByRole('link', { name: 'Look of all widgets' }).click();
    const colour = page.getByLabel('Main colour', { exact: true });
    await colour.fill('red');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Use a colour such as').waitFor();
    await colour.fill('#aa2255');
    await hasStyle(button, 'background-color', RED);
    await keep();
    const site = await visit();
    await hasStyle(site.button, 'background-color', RED);
    await site.page.close();
    await page.goto(own);
    await hasStyle(button, 'background-color', RED);
    await colour.fill('#113355');
    await hasStyle(button, 'background-color', 'rgb(17, 51, 85)');
    await keep();
    await page.getByRole('button', { name: 'As in your organization: Main colour' }).click();
    await hasStyle(button, 'background-color', RED);
    await keep();
    const [widget] = (await owner.call<{ items: { inherits: string[] }[] }>('/api/widgets')).body.items;
    assert.ok(widget?.inherits.includes('primary_color'));
  }));

test('A4: words are seen while they are written, in any language', () =>
  stage.filmed('settings-widget-words', async () => {
    const { page, chat, keep, visit } = await openWidgetSettings(stage, 'words');
    await page.getByLabel('Title').fill('Fern desk');
    await chat.getByRole('heading', { name: 'Fern desk' }).waitFor();
    await page.getByLabel('Greeting').fill('<b>Hi</b> there');
    await chat.getByText('<b>Hi</b> there').waitFor();
    await page.getByLabel('Write a message…').fill('Your words…');
    await chat.getByPlaceholder('Your words…').waitFor();
    await page.getByLabel('Words in').selectOption('de');
    await chat.getByRole('button', { name: 'Chat starten' }).waitFor();
    const start = page.getByLabel('Start chat');
    assert.equal(await start.getAttribute('placeholder'), 'Chat starten', 'the usual text');
    await start.fill('Los geht’s');
    await chat.getByRole('button', { name: 'Los geht’s' }).waitFor();
    await page.getByLabel('Find words').fill('typing');
    assert.equal(await page.getByLabel('{name} is typing').count(), 1);
    await page.getByLabel('Language', { exact: true }).selectOption('de');
    await page.getByLabel('While nobody is here').fill('Gone fishing');
    await page.getByRole('button', { name: 'Somebody is here' }).click();
    await chat.getByText('Gone fishing').waitFor();
    await keep();

    const site = await visit();
    const frame = await site.open();
    await frame.getByRole('heading', { name: 'Fern desk' }).waitFor();
    await frame.getByRole('button', { name: 'Los geht’s' }).waitFor();
    const told = site.page.waitForEvent('console', (message) => message.text().includes('no call "config"'));
    await site.page.evaluate("chatdesk('config', { title: 'Mine' })");
    await told;
    await site.page.close();
  }));

test('A4: the preview asks the server for nothing, and leaves nothing behind', () =>
  stage.filmed('settings-widget-nothing', async () => {
    const { page, owner, chat } = await openWidgetSettings(stage, 'words');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('websocket', (socket) => asked.push(socket.url()));
    const rows = async () => {
      const tables = ['widget_sessions', 'widget_customers', 'conversations', 'messages', 'events'];
      const counts = tables.map((table) =>
        stage.server.sql(
          `SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`,
          owner.organizationId,
        ),
      );
      return JSON.stringify(await Promise.all(counts));
    };
    const before = await rows();
    await page.reload();
    await chat.getByRole('textbox').fill('Nobody reads this');
    await chat.getByRole('button', { name: 'Start chat' }).click();
    await chat.getByText('This is how an answer looks.').waitFor();
    await chat.getByRole('button', { name: 'More' }).click();
    await page.waitForTimeout(1_000);
    assert.equal(await rows(), before);
    assert.deepEqual(
      asked.filter((url) => url.includes('/api/widget/') || url.includes('/frame/')),
      [],
    );
    const kept = await page.evaluate(async () => [
      ...Object.keys(localStorage).filter((name) => /wk_|session|begun/.test(name)),
      ...(await indexedDB.databases()).map(({ name }) => name),
    ]);
    assert.deepEqual(kept, []);
  }));

test('A4: what is not saved is not lost unasked, and what is wrong is said where it is written', () =>
  stage.filmed('settings-widget-guard', async () => {
    const { page, section, keep } = await openWidgetSettings(stage);
    await page.getByLabel('Main colour', { exact: true }).fill('#12');
    await section('Words');
    await page.getByLabel('Title').fill('Kept');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Use a colour such as').waitFor();
    await focusIsOn(page, 'Main colour');
    await page.getByRole('link', { name: 'Widgets' }).first().click();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Stay here' }).click();
    await page.getByLabel('Main colour', { exact: true }).fill('#123456');
    await keep();
    await section('Words');
    assert.equal(await page.getByLabel('Title').inputValue(), 'Kept');
    await page.getByLabel('Title').fill('Changed');
    await page.keyboard.press('Control+s');
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor();
  }));

test('A4: on a phone the preview comes over the page', () =>
  stage.filmed('settings-widget-phone', async () => {
    const { page, chat } = await openWidgetSettings(stage, 'words', {
      viewport: { width: 360, height: 740 },
    });
    await page.getByLabel('Title').fill('Pocket');
    const over = page.getByRole('button', { name: 'Preview' });
    const [one, other] = await Promise.all(
      [over, page.getByRole('button', { name: 'Save', exact: true })].map((button) => button.boundingBox()),
    );
    assert.ok((one?.y ?? 0) + (one?.height ?? 0) <= (other?.y ?? 0), 'it covers no button');
    await over.click();
    await chat.getByRole('heading', { name: 'Pocket' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    assert.equal(await page.getByLabel('Title').inputValue(), 'Pocket');
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok((await overflow()) <= 0);
  }));
