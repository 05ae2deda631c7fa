import type { Role } from '../../widget/protocol/generated.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { hasRole } from './rank.ts';

/** May I, here? The server has the last word. */
export const useMay = (least: Role): boolean => hasRole(useCurrentMe().agent.role, least);
