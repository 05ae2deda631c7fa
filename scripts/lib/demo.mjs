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
  if (login.status === 401) return (await read(await post(origin, '/api/auth/signup', demo), 201)).widget.key;
  await read(login, 200);
  const widgets = await fetch(`${origin}/api/widgets`, { headers: { cookie: cookies(login) } });
  return (await read(widgets, 200)).items[0].key;
}

// Writes are only taken from the server's own pages, which is what the Origin says.
const post = (origin, path, body) =>
  fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
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
