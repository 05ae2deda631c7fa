/** The calls that change what an organization has set, one line each. */
import type {
  CannedReply,
  CannedReplyId,
  ChangeCannedReply,
  ChangeDepartment,
  ChangeLabel,
  ChangeOrganization,
  Department,
  DepartmentId,
  Label,
  LabelId,
  List,
  NewCannedReply,
  NewDepartment,
  Organization,
  PlanFeatures,
  Storage,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

const of = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;

export const organization = (signal?: AbortSignal) =>
  call<Organization>('GET', '/api/organization', undefined, signal);
export const storage = (signal?: AbortSignal) =>
  call<Storage>('GET', '/api/organization/storage', undefined, signal);
export const changeOrganization = (change: ChangeOrganization) =>
  call<Organization>('PATCH', '/api/organization', change);

export const createDepartment = (body: NewDepartment) => call<Department>('POST', '/api/departments', body);
export const changeDepartment = (id: DepartmentId, change: ChangeDepartment) =>
  call<Department>('PATCH', of('/api/departments', id), change);
export const orderDepartments = (order: DepartmentId[]) =>
  call<List<Department>>('PATCH', '/api/departments', { order });
export const removeDepartment = (id: DepartmentId) => call<void>('DELETE', of('/api/departments', id));

export const changeLabel = (id: LabelId, change: ChangeLabel) =>
  call<Label>('PATCH', of('/api/labels', id), change);
export const removeLabel = (id: LabelId) => call<void>('DELETE', of('/api/labels', id));

export const createCanned = (body: NewCannedReply) => call<CannedReply>('POST', '/api/canned-replies', body);
export const changeCanned = (id: CannedReplyId, change: ChangeCannedReply) =>
  call<CannedReply>('PATCH', of('/api/canned-replies', id), change);
export const removeCanned = (id: CannedReplyId) => call<void>('DELETE', of('/api/canned-replies', id));

export const plans = (signal?: AbortSignal) =>
  call<List<PlanFeatures>>('GET', '/api/plans', undefined, signal);
