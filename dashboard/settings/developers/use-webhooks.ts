import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WebhookEvent } from '../../../widget/protocol/generated.ts';
import {
  changeWebhook,
  createWebhook,
  deliveries,
  delivery,
  newWebhookSecret,
  removeWebhook,
  replayDelivery,
  testWebhook,
  webhooks,
} from '../../api/developers.ts';

export const PATH = '/settings/webhooks';

const WEBHOOKS = ['webhooks'];
const deliveriesKey = (id: string) => ['deliveries', id];
/** What is under way changes by itself. */
const LOOK_EVERY = 5_000;

export const useWebhooks = () => useQuery({ queryKey: WEBHOOKS, queryFn: ({ signal }) => webhooks(signal) });

export const useDeliveries = (id: string) =>
  useInfiniteQuery({
    queryKey: deliveriesKey(id),
    queryFn: ({ pageParam, signal }) => deliveries(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: LOOK_EVERY,
  });

export const useDelivery = (id: string, one: string) =>
  useQuery({
    queryKey: ['delivery', id, one],
    queryFn: ({ signal }) => delivery(id, one, signal),
    staleTime: 0,
  });

interface Change {
  url?: string;
  events?: WebhookEvent[];
  enabled?: boolean;
}

export function useWebhookWrites() {
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: WEBHOOKS });
  const sent = (id: string) => queries.invalidateQueries({ queryKey: deliveriesKey(id) });
  return {
    create: async (url: string, events: WebhookEvent[]) => {
      const made = await createWebhook({ url, events });
      await renew();
      return made;
    },
    change: async (id: string, change: Change) => {
      await changeWebhook(id, change);
      await renew();
    },
    remove: async (id: string) => {
      await removeWebhook(id);
      await renew();
    },
    newSecret: (id: string) => newWebhookSecret(id),
    test: async (id: string) => {
      await testWebhook(id);
      await sent(id);
    },
    replay: async (id: string, one: string) => {
      await replayDelivery(id, one);
      await Promise.all([sent(id), queries.invalidateQueries({ queryKey: ['delivery', id, one] })]);
    },
  };
}
