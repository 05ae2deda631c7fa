// Agents of one organization, each with a session, written to D1 by SQL: inviting two hundred people takes long.

import { createHash, randomBytes, randomUUID } from 'node:crypto';

const DAY = 24 * 60 * 60 * 1000;

/** Gives the cookies that they are logged in with. */
export async function employ({ ask }, organizationId, count) {
  const people = Array.from({ length: count }, (_, n) => {
    const secret = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(secret).digest('base64url');
    return { id: randomUUID(), session: randomUUID(), name: `Agent ${n + 1}`, secret, hash };
  });
  const values = [JSON.stringify(people), organizationId, Date.now(), Date.now() + DAY];
  for (const sql of [agents, memberships, sessions]) await ask({ sql, values: values.slice(0, used(sql)) });
  return people.map(({ secret }) => `__Host-chatdesk=${secret}`);
}

const used = (sql) => Math.max(...[...sql.matchAll(/\?(\d)/g)].map(([, n]) => Number(n)));
const one = (name) => `json_extract(value, '$.${name}')`;

const agents = `INSERT INTO agents (id, email, name, password_hash, created_at)
  SELECT ${one('id')}, ${one('id')} || '@example.com', ${one('name')}, '-', 0 FROM json_each(?1)`;
const memberships = `INSERT INTO memberships (organization_id, agent_id, role, created_at)
  SELECT ?2, ${one('id')}, 'agent', 0 FROM json_each(?1)`;
const sessions = `INSERT INTO agent_sessions (token_hash, id, organization_id, agent_id, created_at, last_seen_at, expires_at)
  SELECT ${one('hash')}, ${one('session')}, ?2, ${one('id')}, ?3, ?3, ?4 FROM json_each(?1)`;
