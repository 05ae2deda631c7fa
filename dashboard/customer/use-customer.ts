import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type {
  ChangeCustomer,
  Customer,
  CustomerId,
  WidgetCustomer,
} from '../../widget/protocol/generated.ts';
import { changeCustomer, convertCustomer, customer as readCustomer } from '../api/customers.ts';

export const keyOf = (id: CustomerId) => ['customer', id];

/** What is known of somebody. `live` is what a conversation of theirs says, which hears of changes first. */
export function useCustomer(id: CustomerId, live?: WidgetCustomer) {
  const queries = useQueryClient();
  const read = useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => readCustomer(id, signal) });
  const said = live && JSON.stringify(live);
  useEffect(() => {
    if (said) know(queries, id, JSON.parse(said));
  }, [said, id, queries]);
  return { ...read, known: read.data ?? live };
}

/** Shown at once; what the server refuses is taken back. */
export function useChangeCustomer(id: CustomerId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: ChangeCustomer) => changeCustomer(id, change),
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: keyOf(id) });
      const before = queries.getQueryData<Customer>(keyOf(id));
      know(queries, id, changed(before, change));
      return before;
    },
    onError: (_error, _change, before) => know(queries, id, before),
    onSuccess: (customer) => know(queries, id, customer),
  });
}

export function useConvert(id: CustomerId) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => convertCustomer(id),
    onSuccess: (customer) => know(queries, id, customer),
  });
}

function know(queries: QueryClient, id: CustomerId, news: Partial<Customer> | undefined): void {
  queries.setQueryData<Customer>(keyOf(id), (known) => known && { ...known, ...news });
}

/** As the server will say it. */
export function changed(before: Customer | undefined, change: ChangeCustomer): Partial<Customer> {
  const { name, email, phone, customFields } = change;
  const full_name = name === undefined ? (before?.full_name ?? null) : name || null;
  return {
    ...(name !== undefined && { full_name, ...(full_name && { display_name: full_name }) }),
    ...(email !== undefined && { email: email || null }),
    ...(phone !== undefined && { phone: phone || null }),
    ...(customFields && { custom_fields: customFields }),
  };
}
