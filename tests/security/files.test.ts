// F1, S5: files that mean harm. What can be told from their bytes is refused; what cannot is served so that nothing in it runs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Attachment } from '../../widget/protocol/generated.ts';
import { expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { pdf, picture, upload } from '../support/files.ts';
import { archive, form, jpeg, type Packed, png, type Said, segment, sendRaw } from '../support/hostile.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Owner;
let visitor: Visitor;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin);
});
after(() => server.close());

type Bytes = string | Buffer<ArrayBuffer>;

/** Each by a visitor of their own: nobody may have many that are not sent. */
async function give(name: string, ...parts: Bytes[]) {
  visitor = await visit(server.origin, owner.widgetKey);
  const headers = { authorization: `Bearer ${visitor.token}` };
  return upload(server.origin, '/api/widget/upload', headers, { file: new File(parts, name) });
}

const taken = async (name: string, ...parts: Bytes[]): Promise<Attachment> =>
  expectStatus(await give(name, ...parts), 201).body.attachment;

async function refused(name: string, ...parts: Bytes[]): Promise<string | undefined> {
  const before = await server.files();
  const { status, body } = await give(name, ...parts);
  assert.ok(status >= 400 && status < 500, `${name}: ${status}`);
  assert.deepEqual(await server.files(), before, `${name}: nothing of it is stored`);
  return body.code;
}

const fetched = (url: string, init: RequestInit = {}) => fetch(server.origin + url, init);

/** What every answer about a file has, so that nothing in it runs anywhere. */
function isHarmless({ headers }: Response, type: string | null, how: 'inline' | 'attachment' | null) {
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(
    headers.get('content-security-policy'),
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
  assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.match(headers.get('cache-control') ?? '', /^private, max-age=\d+, immutable$/);
  assert.equal(headers.get('set-cookie'), null);
  if (type) assert.equal(headers.get('content-type'), type);
  if (how) assert.ok(headers.get('content-disposition')?.startsWith(`${how}; filename="`));
}

const SCRIPT = '<script>alert(document.domain)</script>';
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`;

test('S5: pages, pictures with scripts and programs are refused, whatever they are called', async () => {
  const pages: Record<string, Bytes> = {
    'page.html': `<!doctype html>${SCRIPT}`,
    'photo.png': `<html>${SCRIPT}`,
    'photo.jpg': SVG,
    'drawing.svg': `\ufeff \n\t${SVG}`,
    'drawing.svg.png': `<?xml version="1.0"?>${SVG}`,
    'page.xhtml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`,
    'comment.txt': `<!-- harmless -->${SCRIPT}`,
    'wide.html': Buffer.from(`\ufeff${SCRIPT}`, 'utf16le'),
    'app.hta': `<hta:application>${SCRIPT}`,
    'invoice.pdf.exe': Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
    'tool.png': Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'),
    'Main.class': Buffer.from('\xca\xfe\xba\xbe\0\0\0\x41', 'latin1'),
    'movie.swf': Buffer.from('CWS\x0a\0\0\0\0', 'latin1'),
    'link.lnk': Buffer.from('L\0\0\0\x01\x14\x02\0', 'latin1'),
    'photo.gif': Buffer.from('GIF89a/*\0\0*/=1;alert(1)', 'latin1'),
  };
  for (const [name, content] of Object.entries(pages))
    assert.equal(await refused(name, content), 'unsupported_type', name);
});

test('S5: what is two kinds of file at once is served as the harmless one, and runs as neither', async () => {
  const tall = Buffer.from([0, 1]);
  const both: [name: string, type: string, how: 'inline' | 'attachment', ...Bytes[]][] = [
    ['script.js', 'image/gif', 'inline', 'GIF89a/*', tall, '*/=1;alert(1)//'],
    ['page.html', 'image/gif', 'inline', 'GIF89a', tall, tall, SCRIPT],
    ['page.html', 'application/pdf', 'attachment', '%PDF-1.7\n', SCRIPT],
    ['both.zip', 'image/jpeg', 'inline', jpeg(64, 48), archive({ name: 'setup.exe' })],
    [
      'both.jar',
      'image/png',
      'inline',
      Buffer.from(await picture().arrayBuffer()),
      archive({ name: 'Main.class' }),
    ],
    ['both.html', 'application/zip', 'attachment', archive({ name: 'a.html', content: SCRIPT })],
    ['late.html', 'text/plain', 'attachment', `Hello\n${SCRIPT}`],
    [
      'saved.mht',
      'text/plain',
      'attachment',
      `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${SCRIPT}`,
    ],
    ['run.bat', 'text/plain', 'attachment', '@echo off\r\ndel *.*\r\n'],
  ];
  for (const [name, type, how, ...parts] of both) {
    const file = await taken(name, ...parts);
    assert.equal(file.content_type, type, name);
    const end = /\.(\w+)$/.exec(file.name)?.[1] ?? '';
    assert.ok(['gif', 'pdf', 'jpg', 'png', 'zip', 'txt'].includes(end), `${name} is shown as ${file.name}`);
    isHarmless(await fetched(file.url), type, how);
  }
});

test('F1: what would unpack to far too much is refused by what its directory says', async () => {
  const GIGABYTE = 1024 ** 3;
  const sheet = (...more: Packed[]) =>
    archive({ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }, ...more);
  assert.match((await taken('sums.xlsx', sheet())).content_type, /spreadsheetml/);
  const bombs: Record<string, Buffer<ArrayBuffer>> = {
    'sums.xlsx': sheet({ name: 'xl/worksheets/sheet1.xml', unpacked: GIGABYTE }),
    'letter.odt': archive(
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
      { name: 'content.xml', unpacked: GIGABYTE },
    ),
    'flat.zip': archive(
      ...Array.from({ length: 200 }, (_, n) => ({ name: `${n}`, unpacked: 20 * 1024 ** 2 })),
    ),
  };
  for (const [name, bytes] of Object.entries(bombs))
    assert.equal(await refused(name, bytes), 'unpacks_too_large', name);
  const whole = sheet();
  for (const cut of [whole.length - 1, whole.length - 30, 40])
    assert.equal(await refused('cut.xlsx', whole.subarray(0, cut)), 'unsupported_type', `cut off at ${cut}`);
});

test('F1: a picture that no browser could hold is refused, and one that hides its size', async () => {
  assert.equal(await refused('bomb.png', png(30_000, 30_000)), 'too_many_pixels');
  assert.equal(await refused('line.png', png(2 ** 31 - 1, 1)), 'too_many_pixels');
  assert.equal(await refused('bomb.jpg', jpeg(65_000, 65_000)), 'too_many_pixels');
  assert.equal(await refused('none.png', png(0, 0)), 'unsupported_type');
  assert.equal(await refused('cut.jpg', jpeg(64, 48).subarray(0, 8)), 'unsupported_type');
  const { width, height } = await taken('phone.jpg', jpeg(9_248, 6_936));
  assert.deepEqual([width, height], [9_248, 6_936]);
  const late = await taken('print.jpg', jpeg(300, 200, ...Array.from({ length: 10 }, () => segment(60_000))));
  assert.deepEqual([late.width, late.height], [300, 200], 'behind 600 KB of colours');
});

const asForm = async (body: Buffer, said: Said = {}, more: Record<string, string> = {}) => {
  const { token } = await visit(server.origin, owner.widgetKey);
  return sendRaw(
    `${server.origin}/api/widget/upload`,
    { authorization: `Bearer ${token}`, ...more },
    body,
    said,
  );
};

test('F1: a name is no path, breaks out of nothing, hides nothing and is no device', async () => {
  const bytes = Buffer.from(await picture().arrayBuffer());
  const long = 'ä'.repeat(1_000);
  const names: [written: string, shown: string][] = [
    ['../../../etc/passwd', 'passwd.png'],
    ['C:\\\\Windows\\\\evil.png', 'evil.png'],
    ['gnp.\u202egpj.exe', 'gnp.gpj.exe.png'],
    ['zero\u200bwidth\ufeff.png', 'zerowidth.png'],
    ['a%0D%0ASet-Cookie: x=1.png', 'a%0D%0ASet-Cookie: x=1.png'],
    ['say %22hi%22; filename=evil.html', 'say %22hi%22; filename=evil.html.png'],
    ['CON', 'file CON.png'],
    ['aux.png', 'file aux.png'],
    ['photo.png.html', 'photo.png.html.png'],
    [' . . ', 'file.png'],
    [long, `${'ä'.repeat(116)}.png`],
  ];
  for (const [written, shown] of names) {
    const answer = await asForm(form(`form-data; name="file"; filename="${written}"`, bytes));
    assert.equal(answer?.status, 201, `${written.slice(0, 30)}: ${answer?.body}`);
    const { attachment } = JSON.parse(answer?.body ?? '') as { attachment: Attachment };
    assert.equal(attachment.name, shown, written.slice(0, 30));
    const response = await fetched(attachment.url);
    isHarmless(response, 'image/png', 'inline');
    const disposition = response.headers.get('content-disposition') ?? '';
    const [, plain, whole] =
      /^inline; filename="([ !#$&-~]*)"; filename\*=UTF-8''([\w.~%-]+)$/.exec(disposition) ?? [];
    assert.ok(plain && !/["\\%;]/.test(plain), disposition);
    assert.equal(decodeURIComponent(whole ?? ''), shown);
  }
});

test('F1: forms that are cut off, broken, or not as long as they say leave nothing', async () => {
  const body = form('form-data; name="file"; filename="a.png"', Buffer.from(await picture().arrayBuffer()));
  const before = (await server.files()).length;
  const noted = (await server.sql('SELECT id FROM attachments')).length;
  const refusals: [why: string, answer: Awaited<ReturnType<typeof asForm>>, status: number][] = [
    ['no length', await asForm(body, { length: null }), 411],
    ['a length that is none', await asForm(body, {}, { 'content-type': 'multipart/form-data' }), 400],
    ['cut off', await asForm(body.subarray(0, body.length - 40)), 400],
    [
      'another boundary',
      await asForm(body, {}, { 'content-type': 'multipart/form-data; boundary=other' }),
      400,
    ],
    ['no form', await asForm(body, {}, { 'content-type': 'image/png' }), 415],
    ['a name with a zero in it', await asForm(form('form-data; name="file"; filename="a\0b.png"', 'x')), 400],
    ['no file', await asForm(form('form-data; name="file"', 'words')), 422],
    ['nothing', await asForm(Buffer.alloc(0)), 400],
  ];
  for (const [why, answer, status] of refusals) {
    assert.equal(answer?.status, status, `${why}: ${answer?.body}`);
    assert.match(answer?.body ?? '', /"code":"\w+"/);
  }
  await asForm(body.subarray(0, 200), { length: body.length, hangUp: true });
  await asForm(body, { length: 100_000, hangUp: true });
  assert.equal((await server.files()).length, before);
  assert.equal((await server.sql('SELECT id FROM attachments')).length, noted);
  assert.equal((await asForm(body))?.status, 201, 'others go on');
});

test('S5: in part, not again, without its body and refused, a file has the same protection', async () => {
  const paper = await taken('invoice.pdf', Buffer.from(await pdf().arrayBuffer()));
  const whole = await fetched(paper.url);
  await whole.arrayBuffer();
  isHarmless(whole, 'application/pdf', 'attachment');
  assert.equal(whole.headers.get('accept-ranges'), 'bytes');
  const tag = whole.headers.get('etag') ?? '';
  const head = await fetched(paper.url, { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
  isHarmless(head, 'application/pdf', 'attachment');
  const part = await fetched(paper.url, { headers: { range: 'bytes=1-3' } });
  assert.deepEqual([part.status, await part.text()], [206, 'PDF']);
  isHarmless(part, 'application/pdf', 'attachment');
  const known = await fetched(paper.url, { headers: { 'if-none-match': tag } });
  assert.deepEqual([known.status, await known.text(), known.headers.get('etag')], [304, '', tag]);
  isHarmless(known, null, null);
  for (const ranges of ['bytes=5-1', 'bytes=-0', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=99999999999999999999-'])
    assert.equal((await fetched(paper.url, { headers: { range: ranges } })).status, 200, ranges);
  const forged = await fetched(paper.url.replace(/signature=.{6}/, 'signature=AAAAAA'));
  assert.equal(forged.status, 403);
  assert.equal(forged.headers.get('x-content-type-options'), 'nosniff');
  assert.match(forged.headers.get('cache-control') ?? '', /no-store/);
  assert.match(forged.headers.get('content-type') ?? '', /problem\+json/);
});
