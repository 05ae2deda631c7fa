/** Who may decide about whom. Only owners make or change owners. */
import type { Role } from '../../../widget/protocol/generated.ts';
import { hasRole } from '../rank.ts';

export const mayChangeAgent = (mine: Role, theirs: Role) =>
  hasRole(mine, 'admin') && (mine === 'owner' || theirs !== 'owner');

export const rolesToGive = (mine: Role): Role[] =>
  mine === 'owner' ? ['agent', 'admin', 'owner'] : ['agent', 'admin'];
