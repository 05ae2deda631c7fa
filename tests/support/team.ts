// An organization with several agents and departments.

import { randomUUID } from 'node:crypto';
import { type Client, call, cookieOf, expectStatus, type Owner, signUp } from './client.ts';
import type { TestServer } from './server.ts';

export interface Colleague extends Client {
  id: string;
  cookie: string;
}

export interface Team {
  owner: Owner;
  /** The owner, then those who joined. */
  agents: Colleague[];
}

const password = 'correct-horse-battery';

/** Signs up an organization of so many agents, all logged in. */
export async function makeTeam(server: TestServer, size: number): Promise<Team> {
  const owner = await signUp(server.origin);
  const agents: Colleague[] = [{ ...owner, id: owner.agentId }];
  while (agents.length < size) agents.push(await join(server, owner, `Agent ${agents.length + 1}`));
  return { owner, agents };
}

/** An owner, an agent of theirs who is no admin, and the owner of another organization. */
export async function makeRoles(server: TestServer) {
  const owner = await signUp(server.origin);
  const agent = await join(server, owner, 'Grace Hopper');
  const stranger = await signUp(server.origin, 'Eve');
  return { owner, agent, stranger };
}

/** Somebody who has the owner's password and an address of their own. */
async function join(server: TestServer, owner: Owner, name: string): Promise<Colleague> {
  const [id, email] = [randomUUID(), `${randomUUID()}@example.com`];
  await server.sql(
    `INSERT INTO agents (id, email, name, password_hash, created_at)
     SELECT ?, ?, ?, password_hash, created_at FROM agents WHERE id = ?`,
    id,
    email,
    name,
    owner.agentId,
  );
  await server.sql(
    "INSERT INTO memberships (organization_id, agent_id, role, created_at) VALUES (?, ?, 'agent', 1)",
    owner.organizationId,
    id,
  );
  const answer = expectStatus(
    await call(server.origin, '/api/auth/login', { body: { email, password } }),
    200,
  );
  const cookie = cookieOf(answer);
  return {
    id,
    cookie,
    call: (path, options = {}) =>
      call(server.origin, path, { ...options, headers: { cookie, ...options.headers } }),
  };
}

/** A department with these members. */
export async function makeDepartment(
  server: TestServer,
  owner: Owner,
  routing: object,
  members: Colleague[] = [],
): Promise<string> {
  const id = randomUUID();
  await server.sql(
    'INSERT INTO departments (id, organization_id, name, settings, created_at) VALUES (?, ?, ?, ?, 1)',
    id,
    owner.organizationId,
    `Department ${id.slice(0, 4)}`,
    JSON.stringify({ routing }),
  );
  for (const member of members)
    await server.sql(
      'INSERT INTO department_members (organization_id, department_id, agent_id) VALUES (?, ?, ?)',
      owner.organizationId,
      id,
      member.id,
    );
  return id;
}
