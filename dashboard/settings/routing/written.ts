/** Rules as they are edited: each keeps its own key while they change places. */
import type { Comparison, RoutingField, RoutingRule } from '../../../widget/protocol/generated.ts';

export interface WrittenRule {
  key: string;
  field: RoutingField;
  name: string;
  is: Comparison;
  value: string;
  department_id: string;
}

export const writtenRules = (rules: readonly RoutingRule[]): WrittenRule[] =>
  rules.map((rule, index) => ({ ...rule, name: rule.name ?? '', key: `${index}` }));

export const rulesOf = (rules: readonly WrittenRule[]): RoutingRule[] =>
  rules.map(({ key: _, name, ...rule }) => ({
    ...rule,
    name: rule.field === 'answer' ? name.trim() : null,
  }));

export function newRule(rules: readonly WrittenRule[], department_id: string): WrittenRule {
  const taken = new Set(rules.map(({ key }) => key));
  let number = rules.length;
  while (taken.has(`new${number}`)) number += 1;
  return { key: `new${number}`, field: 'url', name: '', is: 'starts_with', value: '', department_id };
}

export const FIELDS: readonly { value: RoutingField; name: string; example: string }[] = [
  { value: 'url', name: 'Page address', example: '/pricing' },
  { value: 'language', name: 'Language', example: 'de' },
  { value: 'country', name: 'Country', example: 'AT' },
  { value: 'answer', name: 'Answer in the form', example: 'Refund' },
];

export const COMPARISONS: readonly { value: Comparison; name: string }[] = [
  { value: 'equals', name: 'is' },
  { value: 'contains', name: 'contains' },
  { value: 'starts_with', name: 'starts with' },
];

export const exampleFor = (field: RoutingField) => FIELDS.find(({ value }) => value === field)?.example;

/** As one would say it. */
export function sentenceOf({ field, name, is, value }: WrittenRule): string {
  const what =
    field === 'answer' ? `Answer to ${name || '…'}` : FIELDS.find((one) => one.value === field)?.name;
  const how = COMPARISONS.find((one) => one.value === is)?.name;
  return `${what} ${how} ${value || '…'}`;
}
