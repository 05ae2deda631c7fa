/** The calls about reports, one line each. */
import type { BusiestHours, Overview, Table } from '../../widget/protocol/generated.ts';
import { call } from './client.ts';
import { query } from './query.ts';

/** The first and the last day. */
export interface Days {
  from: string;
  to: string;
}

export type Dimension = 'agents' | 'departments' | 'widgets' | 'pages';

export const overview = ({ from, to }: Days, signal?: AbortSignal) =>
  call<Overview>('GET', `/api/reports/overview${query({ from, to })}`, undefined, signal);

export const hours = ({ from, to }: Days, signal?: AbortSignal) =>
  call<BusiestHours>('GET', `/api/reports/hours${query({ from, to })}`, undefined, signal);

export const table = (dimension: Dimension, { from, to }: Days, signal?: AbortSignal) =>
  call<Table>('GET', `/api/reports/${dimension}${query({ from, to })}`, undefined, signal);

/** As a file for a spreadsheet. */
export const csvOf = (report: 'overview' | 'hours' | Dimension, { from, to }: Days) =>
  `/api/reports/${report}${query({ from, to, format: 'csv' })}`;
