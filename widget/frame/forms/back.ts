/** When the server has refused the answers. */
import type { Refusal } from '../../transport/calls.ts';
import type { Api } from '../api.ts';
import type { ChatStore, Details } from '../state.ts';
import { answersOf } from './questions.ts';

/** The form may have become another one since it was shown: it comes back as it is now, with what was said in it. */
export async function takeBack(api: Api, store: ChatStore, sent: Details, refusal: Refusal): Promise<void> {
  store.change({ answers: { ...answersOf(sent), ...store.state.answers } });
  if (refusal.errors?.some(({ field }) => field === 'departmentId')) store.change({ details: null });
  await renew(api, store).catch(() => {});
  store.change({ refusal });
}

async function renew(api: Api, store: ChatStore): Promise<void> {
  const { config } = await api.init();
  const { online, back_at, agents, departments, pre_chat } = config;
  store.change({ config: { ...store.state.config, online, back_at, agents, departments, pre_chat } });
}
