/** What there is to choose from: labels, departments, colleagues. Small lists that change rarely. */
import { useQuery } from '@tanstack/react-query';
import { colleagues, departments, labels } from '../api/desk.ts';
import { PALETTE } from './palette.ts';

const FRESH_FOR = 60_000;

export const useLabels = () =>
  useQuery({ queryKey: ['labels'], queryFn: ({ signal }) => labels(signal), staleTime: FRESH_FOR });

export const useDepartments = () =>
  useQuery({ queryKey: ['departments'], queryFn: ({ signal }) => departments(signal), staleTime: FRESH_FOR });

export const useColleagues = (enabled = true) =>
  useQuery({
    queryKey: ['agents'],
    queryFn: ({ signal }) => colleagues(signal),
    staleTime: FRESH_FOR,
    enabled,
  });

const NEUTRAL = 'var(--n-9)';
const COLOUR = /^#[\da-f]{6}$/i;

/** A label that is no longer among the choices stays on conversations, in grey. */
export function colourOf(name: string, known: readonly { name: string; color: string }[] = []): string {
  const color = known.find((label) => label.name.toLowerCase() === name.toLowerCase())?.color;
  return color && COLOUR.test(color) ? color : NEUTRAL;
}

export function colourForNew(name: string): string {
  const sum = [...name.toLowerCase()].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  return PALETTE[sum % PALETTE.length]?.color ?? '#78808c';
}
