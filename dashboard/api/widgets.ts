/** The calls about widgets, one line each. */
import type {
  ChangeWidget,
  Checked,
  Embed,
  IdentitySecret,
  List,
  NewWidget,
  Widget,
  WidgetId,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

const of = (id: WidgetId, more = '') => `/api/widgets/${encodeURIComponent(id)}${more}`;

export const widgets = (signal?: AbortSignal) => call<List<Widget>>('GET', '/api/widgets', undefined, signal);
export const createWidget = (body: NewWidget) => call<Widget>('POST', '/api/widgets', body);
export const changeWidget = (id: WidgetId, change: ChangeWidget) => call<Widget>('PATCH', of(id), change);
export const removeWidget = (id: WidgetId) => call<void>('DELETE', of(id));
export const renewKey = (id: WidgetId, graceDays: number) =>
  call<Widget>('POST', of(id, '/key'), { graceDays });
export const embed = (id: WidgetId, signal?: AbortSignal) =>
  call<Embed>('GET', of(id, '/embed'), undefined, signal);
export const checkSite = (id: WidgetId, url: string) => call<Checked>('POST', of(id, '/check'), { url });
export const identitySecret = (id: WidgetId) => call<IdentitySecret>('GET', of(id, '/identity-secret'));
export const newIdentitySecret = (id: WidgetId) => call<IdentitySecret>('POST', of(id, '/identity-secret'));
