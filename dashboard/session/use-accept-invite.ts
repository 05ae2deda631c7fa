import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { acceptInvite } from '../api/accounts.ts';
import type { AcceptInvite } from '../api/to-come.ts';
import { useEntrance } from './me.ts';
import { HOME } from './return-path.ts';

export function useAcceptInvite() {
  const [, navigate] = useLocation();
  const enter = useEntrance();
  return useMutation({
    mutationFn: ({ token, ...body }: AcceptInvite & { token: string }) => acceptInvite(token, body),
    onSuccess(answer) {
      enter(answer);
      navigate(HOME, { replace: true });
    },
  });
}
