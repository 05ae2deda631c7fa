// From the first word to the last.

import { randomUUID } from 'node:crypto';
import type { FrameLocator, Page, WebSocketRoute } from 'playwright-core';
import type { ConversationSummary, List } from '../../../widget/protocol/generated.ts';
import { pdf, picture, upload } from '../files.ts';
import { until } from '../wait.ts';
import { letter } from './beginning.ts';
import { openChat, type Scene, submit } from './scene.ts';

export interface Talk extends Scene {
  page: Page;
  frame: FrameLocator;
  line: Line;
  /** The agent's words. */
  reply(body: string, attachments?: string[]): Promise<void>;
  /** The agent's file; its id. */
  file(file: File): Promise<string>;
}

/** What happens between the visitor and the room. */
interface Line {
  state: 'open' | 'refusing' | 'cut' | 'gone';
  sockets: WebSocketRoute[];
}

/** A visitor who has said one thing and has an answer; what they see on the way there. */
export async function meet(scene: Scene): Promise<Talk> {
  const { guest, words, enter, look } = scene;
  const page = await enter();
  const line = await lineOf(page);
  await page.clock.install();
  const frame = await openChat(page);
  await frame.locator('textarea').fill(words.question);
  await frame.locator('textarea').press('Enter');
  await frame.locator('.status.sent, .status.delivered').waitFor();
  await look('first words', page);
  await page.clock.fastForward('02:05');
  await frame.locator('.contact').waitFor();
  await look('asked for an email', page);
  await submit(frame, '.contact');
  await frame.locator('.contact .wrong').waitFor();
  await look('asked for an email, wrongly answered', page);
  await frame.locator('.contact .no').click();
  const { id } = await until(
    async () => (await guest.owner.call<List<ConversationSummary>>('/api/conversations')).body.items[0],
    (found) => found?.last_message?.body === words.question,
  ).then((found) => found as ConversationSummary);
  const reply = (body: string, attachments: string[] = []) =>
    guest.owner
      .call(`/api/conversations/${id}/messages`, { body: { clientId: randomUUID(), body, attachments } })
      .then(() => undefined);
  const file = async (file: File) => {
    const { origin } = guest.stage.server;
    const headers = { cookie: guest.owner.cookie };
    return (await upload(origin, '/api/upload', headers, { file, conversationId: id })).body.attachment.id;
  };
  await reply(words.answer);
  await frame.locator('.theirs .bubble').waitFor();
  return { ...scene, page, frame, line, reply, file };
}

/** With which code. */
const CLOSED: { [state: string]: number } = { cut: 3000, gone: 4404 };

async function lineOf(page: Page): Promise<Line> {
  const line: Line = { state: 'open', sockets: [] };
  await page.route('**/api/widget/conversations/**', (route) =>
    CLOSED[line.state] ? route.abort() : route.fallback(),
  );
  await page.routeWebSocket(/\/socket/, (socket) => {
    const code = CLOSED[line.state];
    if (code) return void socket.close({ code });
    line.sockets.push(socket);
    const server = socket.connectToServer();
    socket.onClose(() => {
      line.sockets = line.sockets.filter((one) => one !== socket);
      void server.close();
    });
    socket.onMessage((text) => {
      const refusal = line.state === 'refusing' && refusalOf(`${text}`);
      if (refusal) socket.send(refusal);
      else server.send(text);
    });
  });
  return line;
}

function refusalOf(text: string): string | undefined {
  if (!text.includes('"send"')) return undefined;
  const [frame] = [JSON.parse(text)].flat();
  return JSON.stringify({ type: 'refused', client_id: frame.client_id, code: 'not_allowed', detail: 'No.' });
}

export async function talk({ page, frame, line, words, reply, file, look }: Talk): Promise<void> {
  const sender = { kind: 'agent', id: 'a', name: 'Ada Marsh', avatar_url: null };
  // After so long in a moment it may be asking by HTTP.
  await wake(page, async () => line.sockets.length);
  const type = () => {
    for (const socket of line.sockets) socket.send(JSON.stringify({ type: 'typing', sender, on: true }));
  };
  type();
  const typing = setInterval(type, 1_000);
  await frame.locator('.dots').waitFor();
  await look('typing', page);
  clearInterval(typing);
  for (const socket of line.sockets) socket.send(JSON.stringify({ type: 'typing', sender, on: false }));
  await frame.locator('textarea').fill(words.more);
  await frame.locator('.extras button').click();
  await frame.locator('.emoji').waitFor();
  await look('emoji', page);
  await page.keyboard.press('Escape');
  await frame.locator('textarea').press('Enter');
  await reply('', [await file(picture('oak.png', 320, 200)), await file(pdf('care-of-olive-trees.pdf'))]);
  await frame.locator('.files .picture').waitFor();
  await look('files', page);
}

const FULL = JSON.stringify({ status: 413, code: 'storage_full', title: '', detail: '' });

/** Files in the composer, whole, on their way and refused. */
export async function upLoad({ page, frame, look }: Talk): Promise<void> {
  const waiting: (() => Promise<void>)[] = [];
  let count = 0;
  await page.route('**/api/widget/upload', (route) => {
    if (count++ === 0)
      void route.fulfill({ status: 413, contentType: 'application/problem+json', body: FULL });
    else waiting.push(() => route.abort());
  });
  const input = frame.locator('input[type=file]');
  await input.setInputFiles(letter('the-letter-of-complaint-about-the-stool-with-three-legs.pdf'));
  await frame.locator('.tray [role=alert]').waitFor();
  await input.setInputFiles([letter('invoice.pdf'), { ...letter('setup.exe'), mimeType: '' }]);
  await frame.locator('.tray progress').waitFor();
  await look('files to send', page);
  for (let left = 3; left > 0; left--) await frame.locator('.tray li button:last-child').first().click();
  await frame.locator('.tray').waitFor({ state: 'detached' });
  for (const stop of waiting) await stop().catch(() => undefined);
  await page.unroute('**/api/widget/upload');
}

export async function trouble({ page, frame, line, words, reply, look }: Talk): Promise<void> {
  line.state = 'refusing';
  await frame.locator('textarea').fill(words.question);
  await frame.locator('textarea').press('Enter');
  await frame.locator('.not-sent').waitFor();
  await look('not sent', page);
  line.state = 'open';
  await frame.locator('.not-sent button').click();
  await frame.locator('.not-sent').waitFor({ state: 'detached' });
  await page.context().setOffline(true);
  await frame.locator('.connection p').waitFor();
  await frame.locator('textarea').fill(words.more);
  await frame.locator('textarea').press('Enter');
  await look('offline', page);
  close(line, 'cut');
  await page.context().setOffline(false);
  await wake(page, () => frame.locator('.connection .patient').count());
  // It waits two seconds before it says so.
  await page.waitForTimeout(2_300);
  await look('reconnecting', page);
  close(line, 'gone');
  await wake(page, () => frame.locator('.connection button').count());
  await look('disconnected', page);
  line.state = 'open';
  await frame.locator('.connection button').click();
  await frame.locator('.connection p').waitFor({ state: 'detached' });
  for (let more = 0; more < 9; more++) await reply(words.answer);
  await frame.locator('.theirs .bubble').nth(9).waitFor();
  await frame.locator('.log').evaluate((log) => log.scrollTo(0, 0));
  await reply(words.news);
  await frame.locator('.missed').waitFor();
  await look('far from the end', page);
  await frame.locator('.missed').click();
}

function close(line: Line, state: 'cut' | 'gone'): void {
  line.state = state;
  const code = CLOSED[state] ?? 3000;
  for (const socket of line.sockets) void socket.close({ code }).catch(() => undefined);
}

/** What it would do by itself in a while. */
async function wake(page: Page, count: () => Promise<number>): Promise<void> {
  const happen = () => void dispatchEvent(new Event('online'));
  const again = async () => {
    for (const one of page.frames()) await one.evaluate(happen);
    return count();
  };
  await until(again, (found) => found > 0);
}
