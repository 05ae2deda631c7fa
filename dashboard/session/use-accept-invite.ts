import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { AcceptInvite } from '../../widget/protocol/generated.ts';
import { acceptInvite } from '../api/accounts.ts';
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
