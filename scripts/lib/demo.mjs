import { Stop } from './stop.mjs';

/** The organization that a local start shows. */
export const demo = {
  organization: 'Fern & Oak',
  name: 'Ada Marsh',
  email: 'demo@chatdesk.example',
  password: 'demo-demo-demo',
};

/** Logs in to the demo organization, after signing it up if need be; returns its widget's key. */
export async function seedDemo(origin) {
  const { email, password } = demo;
  const login = await post(origin, '/api/auth/login', { email, password });
  if (login.status === 401) return signUp(origin);
  await read(login, 200);
  const widgets = await fetch(`${origin}/api/widgets`, { headers: { cookie: cookies(login) } });
  return (await read(widgets, 200)).items[0].key;
}

async function signUp(origin) {
  const answer = await post(origin, '/api/auth/signup', demo);
  const { widget } = await read(answer, 201);
  for (const [path, body] of furniture) await read(await post(origin, path, body, cookies(answer)), 201);
  return widget.key;
}

/** What an inbox has after its first week. */
const furniture = [
  ['/api/labels', { name: 'Returns', color: '#b45309' }],
  ['/api/labels', { name: 'Wholesale', color: '#2563eb' }],
  [
    '/api/canned-replies',
    { shortcut: 'hello', body: 'Hello {{visitor.first_name|there}}, how can I help?', shared: true },
  ],
  [
    '/api/canned-replies',
    {
      shortcut: 'shipping',
      body: 'Plants travel from Monday to Wednesday, and arrive a day later.',
      shared: true,
    },
  ],
];

// Writes are only taken from the server's own pages, which is what the Origin says.
const post = (origin, path, body, cookie = '') =>
  fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(body),
  });

const cookies = (response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function read(response, status) {
  const text = await response.text();
  if (response.status === status) return text && JSON.parse(text);
  const where = new URL(response.url).pathname;
  throw new Stop(
    `The demo organization cannot be used: ${where} answered ${response.status}.\n${text.slice(0, 300)}\nTo start without it: npm start -- --no-demo`,
  );
}
