import type { Role } from '../../widget/protocol/generated.ts';

const RANK: Record<Role, number> = { agent: 0, admin: 1, owner: 2 };

export const hasRole = (role: Role, least: Role) => RANK[role] >= RANK[least];

export const ROLE_NAMES: Record<Role, string> = { owner: 'Owner', admin: 'Admin', agent: 'Agent' };
