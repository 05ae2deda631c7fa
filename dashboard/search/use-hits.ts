import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { search } from '../api/desk.ts';

/** What is typed quickly is one question. */
const PAUSE = 180;

/** What the server finds; what was found before stays until there is something newer. */
export function useHits(query: Record<string, string>) {
  const asked = useQuiet(JSON.stringify(query), PAUSE);
  const question: Record<string, string> = JSON.parse(asked);
  return useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => search(question, signal),
    enabled: Boolean(question.q),
    placeholderData: keepPreviousData,
  });
}

/** The value once it has not changed for a while. */
function useQuiet(value: string, milliseconds: number): string {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return quiet;
}
