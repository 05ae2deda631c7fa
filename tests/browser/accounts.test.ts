// A1, A2: accounts, as people meet them: logging in, passwords, the second factor, invitations, several organizations.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { codeOf, mailTo, PASSWORD, shown, tokenIn } from '../support/accounts.ts';
import { isSound } from '../support/axe.ts';
import { signUp } from '../support/client.ts';
import { logIn } from '../support/desk.ts';
import { openStage, type Stage } from '../support/people.ts';
import { choose, focusIsOn, openSettings } from '../support/settings.ts';
import { until } from '../support/wait.ts';

let stage: Stage;

before(async () => {
  stage = await openStage(shown);
});
after(() => stage?.[Symbol.asyncDispose]());

const enter = async (page: Page, email: string, password: string) => {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
};
const isIn = (page: Page) => page.getByRole('tab', { name: /^All/ }).waitFor();

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account/ }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in to ChatDesk' }).waitFor();
}

test('A1: whoever has forgotten the password gets a link, good for once', () =>
  stage.filmed('accounts-forgot', async () => {
    const owner = await signUp(stage.chat);
    const page = await stage.newPage({ viewport: { width: 390, height: 780 } });
    await page.goto(`${stage.chat}/login`);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('Email').fill(owner.email);
    await isSound(page, 'forgotten');
    await page.getByRole('button', { name: 'Send link' }).click();
    await page.getByText('Look at your mail.').waitFor();
    await isSound(page, 'mailed');
    const [mail] = await mailTo(stage.chat, owner.email, 'password_reset');
    const link = `${stage.chat}/password/reset#${tokenIn(mail)}`;
    assert.ok(mail?.text.includes(link), 'the mail leads there');
    await page.goto(link);
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Change password' }).click();
    await focusIsOn(page, 'New password');
    await isSound(page, 'a bad password');
    await page.getByLabel('New password').fill('a-new-password-of-mine');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('heading', { name: 'Your password is changed' }).waitFor();
    await page.getByRole('link', { name: 'Log in' }).click();
    await enter(page, owner.email, 'a-new-password-of-mine');
    await isIn(page);

    const other = await stage.newPage();
    await other.goto(link);
    await other.getByLabel('New password').fill('another-one-of-mine');
    await other.getByRole('button', { name: 'Change password' }).click();
    await other.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
    await isSound(other, 'used up');
    await other.getByRole('link', { name: 'Get a new link' }).click();
    await other.getByRole('heading', { name: 'Forgotten password' }).waitFor();
  }));

test('A1: a password is changed by whoever knows the old one, and other sessions end', () =>
  stage.filmed('accounts-password', async () => {
    const { page, owner } = await openSettings(stage, 'security');
    const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
    await page.getByText('This browser').waitFor();
    const elsewhere = await stage.newPage();
    await logIn(elsewhere, stage.chat, owner.email);
    await page.reload();
    await sessions.nth(2).waitFor();
    await isSound(page, 'security');

    await page.getByLabel('Your password now').fill('not-my-password');
    await page.getByLabel('New password').fill('a-new-password-of-mine');
    await page.getByRole('button', { name: 'Change password' }).click();
    await focusIsOn(page, 'Your password now');
    assert.equal(await page.getByLabel('New password').inputValue(), 'a-new-password-of-mine');
    await isSound(page, 'a wrong password');
    await page.getByLabel('Your password now').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    await sessions.nth(1).waitFor({ state: 'detached' });
    await elsewhere.reload();
    await elsewhere.getByRole('heading', { name: 'Log in to ChatDesk' }).waitFor();
    await enter(elsewhere, owner.email, 'a-new-password-of-mine');
    await isIn(elsewhere);

    await page.reload();
    await page.getByRole('button', { name: /^End Chrome/ }).click();
    await page.getByText('The session has ended.').waitFor();
    await sessions.nth(1).waitFor({ state: 'detached' });
    await elsewhere.reload();
    await elsewhere.getByRole('heading', { name: 'Log in to ChatDesk' }).waitFor();
  }));

test('A1: the second factor is set up with an app, asked for at log-in, and turned off', () =>
  stage.filmed('accounts-two-factor', async () => {
    const { page, owner } = await openSettings(stage, 'security');
    await page.getByRole('button', { name: 'Set up two-factor' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill('not-my-password');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.locator('[aria-invalid]').waitFor();
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByRole('img', { name: 'Picture for the authenticator app' }).waitFor();
    await isSound(page, 'the picture');
    const secret = `${await dialog.locator('code').textContent()}`.replaceAll(' ', '');
    await dialog.getByLabel('The six digits').fill('000000');
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    await dialog.locator('[aria-invalid]').waitFor();
    await dialog.getByLabel('The six digits').fill(codeOf(secret, -1));
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    const listed = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await listed.first().waitFor();
    const codes = await listed.allInnerTexts();
    assert.equal(codes.length, 10);
    await isSound(page, 'the codes');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download' }).click(),
    ]);
    const kept = await readFile(await download.path(), 'utf8');
    for (const code of codes) assert.ok(kept.includes(code));
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();

    await logOut(page);
    await enter(page, owner.email, PASSWORD);
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await isSound(page, 'the second step');
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('[aria-invalid]').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret));
    await page.getByRole('button', { name: 'Log in' }).click();
    await isIn(page);
    await logOut(page);
    await enter(page, owner.email, PASSWORD);
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await page.getByLabel('Recovery code').fill(`${codes[0]}`);
    await page.getByRole('button', { name: 'Log in' }).click();
    await isIn(page);

    await page.goto(`${stage.chat}/settings/security`);
    await page.getByText('9 recovery codes are left.').waitFor();
    await page.getByRole('button', { name: 'New recovery codes' }).click();
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('button', { name: 'Set up two-factor' }).waitFor();
  }));

test('A2: somebody is invited, joins, gets another role, and is deactivated', () =>
  stage.filmed('accounts-invite', async () => {
    const { page } = await openSettings(stage, 'team');
    const email = `${randomUUID()}@example.com`;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Invite agent' }).click();
    await dialog.getByLabel('Email').fill('nonsense');
    await dialog.getByRole('button', { name: 'Send invite' }).click();
    await focusIsOn(page, 'Email');
    await isSound(page, 'a bad invitation');
    await dialog.getByLabel('Email').fill(email);
    await dialog.getByRole('button', { name: 'Send invite' }).click();
    const link = `${await dialog.getByText('/invite#').textContent()}`;
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('region', { name: 'Invited' }).getByText(email).waitFor();
    await isSound(page, 'the team');

    const guest = await stage.newPage({ viewport: { width: 390, height: 780 } });
    await guest.goto(link);
    await guest.getByText(email).waitFor();
    await guest.getByLabel('Your name').fill('ليلى المنصوري');
    await guest.getByLabel('Password').fill('short');
    await guest.getByRole('button', { name: 'Join' }).click();
    await focusIsOn(guest, 'Password');
    assert.equal(await guest.getByLabel('Your name').inputValue(), 'ليلى المنصوري', 'nothing is lost');
    await isSound(guest, 'the invitation');
    await guest.getByLabel('Password').fill(PASSWORD);
    await guest.getByRole('button', { name: 'Join' }).click();
    await isIn(guest);
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'This invitation is no longer good' }).waitFor();

    await page.reload();
    const role = page.getByRole('combobox', { name: 'Role of ليلى المنصوري' });
    await role.selectOption('Admin');
    await page.getByText('ليلى المنصوري is admin now.').waitFor();
    await page.getByRole('combobox', { name: /^Role of Ada/ }).selectOption('Agent');
    await page.getByText(/^Not changed\./).waitFor();
    await guest.goto(`${stage.chat}/settings/team`);
    await guest.getByRole('button', { name: 'Invite agent' }).waitFor();
    assert.equal(await guest.getByRole('combobox', { name: /^Role of Ada/ }).count(), 0, 'not of an owner');
    await isSound(guest, 'the team on a phone');

    await choose(page, 'ليلى المنصوري', 'Deactivate');
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('region', { name: 'Deactivated' }).getByText(email).waitFor();
    await guest.reload();
    await guest.getByRole('heading', { name: 'Log in to ChatDesk' }).waitFor();
    await choose(page, 'ليلى المنصوري', 'Let in again');
    await page.getByRole('region', { name: 'Deactivated' }).waitFor({ state: 'detached' });
  }));

test('A2: an invitation can be withdrawn', () =>
  stage.filmed('accounts-withdraw', async () => {
    const { page } = await openSettings(stage, 'team');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Invite agent' }).click();
    await dialog.getByLabel('Email').fill('late@example.com');
    await page.keyboard.press('Enter');
    const link = `${await dialog.getByText('/invite#').textContent()}`;
    await dialog.getByRole('button', { name: 'Done' }).click();
    await choose(page, 'late@example.com', 'Withdraw');
    await page.getByText('no longer works').waitFor();
    await page.getByRole('region', { name: 'Invited' }).waitFor({ state: 'detached' });
    const guest = await stage.newPage();
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'This invitation is no longer good' }).waitFor();
    await isSound(guest, 'no longer good');
  }));

test('A2: one person goes from one organization to another', () =>
  stage.filmed('accounts-switch', async () => {
    const owner = await signUp(stage.chat);
    const { page } = await openSettings(stage, 'team');
    await page.getByRole('button', { name: 'Invite agent' }).click();
    await page.getByLabel('Email').fill(owner.email);
    await page.keyboard.press('Enter');
    const link = `${await page.getByRole('dialog').getByText('/invite#').textContent()}`;
    const person = await stage.newPage();
    await person.goto(link);
    await person.getByText('Log in with the password of your account.').waitFor();
    await person.getByLabel('Password').fill('not-my-password');
    await person.getByRole('button', { name: 'Join' }).click();
    await person.getByRole('alert').or(person.locator('[aria-invalid]')).first().waitFor();
    await person.getByLabel('Password').fill(PASSWORD);
    await person.getByRole('button', { name: 'Join' }).click();
    await isIn(person);
    const here = async () => {
      const me = await person.request.get(`${stage.chat}/api/auth/me`);
      return (await me.json()).organization.id;
    };
    assert.notEqual(await here(), owner.organizationId);
    await person.getByRole('button', { name: /account/ }).click();
    await isSound(person, 'the menu');
    await person
      .getByRole('group', { name: 'Organization' })
      .getByRole('menuitemradio', { checked: false })
      .click();
    await until(here, (organization) => organization === owner.organizationId);
    await person.waitForURL('**/inbox');
    await isIn(person);
    assert.equal(await here(), owner.organizationId);
  }));

test('A1: a name is changed for all who see it', () =>
  stage.filmed('accounts-name', async () => {
    const { page } = await openSettings(stage, 'profile');
    await page.getByLabel('Your name').fill('');
    await page.keyboard.press('Enter');
    await page.getByText('This is required.').waitFor();
    await page.getByLabel('Your name').fill('Grace Hopper');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Grace Hopper: account/ }).waitFor();
  }));

test('A1: where sign-up is closed, the pages say so', async () => {
  await using closed = await openStage({ SIGNUP: 'closed' });
  const page = await closed.newPage();
  await page.goto(`${closed.chat}/login`);
  await page.getByRole('link', { name: 'Forgot your password?' }).waitFor();
  await page.getByRole('link', { name: 'Create an account' }).waitFor({ state: 'detached' });
  await page.goto(`${closed.chat}/signup`);
  await page.getByRole('heading', { name: 'Sign-up is closed here' }).waitFor();
  await isSound(page, 'closed');
});
