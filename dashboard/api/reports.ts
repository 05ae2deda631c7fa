/** The calls about reports, one line each. */
import type { BusiestHours, Overview, Table } from '../../widget/protocol/generated.ts';
import { call } from './client.ts';
import { query } from './query.ts';

/** The first and the last day. */
export interface Days {
  from: string;
  to: string;
}

/** Of one only. */
export interface Of {
  by: 'department' | 'agent' | 'widget' | 'page';
  /** An id, or a page's address; `none`: what has none. */
  id: string;
}

export type Dimension = `${Of['by']}s`;

export const asked = (of: Of | undefined): Record<string, string> => (of ? { [of.by]: of.id } : {});

export const overview = ({ from, to }: Days, of: Of | undefined, signal?: AbortSignal) =>
  call<Overview>('GET', `/api/reports/overview${query({ from, to, ...asked(of) })}`, undefined, signal);

export const hours = ({ from, to }: Days, of: Of | undefined, signal?: AbortSignal) =>
  call<BusiestHours>('GET', `/api/reports/hours${query({ from, to, ...asked(of) })}`, undefined, signal);

export const table = (dimension: Dimension, { from, to }: Days, signal?: AbortSignal) =>
  call<Table>('GET', `/api/reports/${dimension}${query({ from, to })}`, undefined, signal);

/** As a file for a spreadsheet. */
export const csvOf = (report: 'overview' | Dimension, { from, to }: Days, of?: Of) =>
  `/api/reports/${report}${query({ from, to, ...asked(of), format: 'csv' })}`;
