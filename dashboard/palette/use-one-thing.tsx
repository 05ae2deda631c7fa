import { useQueryClient } from '@tanstack/react-query';
import {
  AlarmClock,
  Building2,
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  Equal,
  Plus,
  UserRoundX,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { AgentRef, ConversationSummary, Priority } from '../../widget/protocol/generated.ts';
import { createLabel } from '../api/desk.ts';
import { colourForNew, useColleagues, useDepartments, useLabels } from '../live/choices.ts';
import type { Edit } from '../live/edits.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { until } from '../live/times.ts';
import { useEdit } from '../live/use-edit.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { LabelDot } from '../ui/dot.tsx';
import type { Asked } from './desk.tsx';
import { ranked } from './fuzzy.ts';
import type { Group, Item } from './item.ts';
import { snoozeTimes } from './snooze-times.ts';

type OneThing = Exclude<Asked, 'all' | 'help'>;

const verbs: Record<OneThing, string> = {
  assign: 'Assign to…',
  department: 'Move to department…',
  label: 'Label…',
  snooze: 'Snooze until…',
  priority: 'Set priority…',
};

/** The choices of one kind for the conversations it is about. */
export function useOneThing(what: OneThing, about: About, typed: string): { label: string; groups: Group[] } {
  const edit = useEdit();
  const all = {
    assign: useAgents(about),
    department: useDepartmentItems(about),
    label: useLabelItems(about, typed),
    snooze: useTimes(typed),
    priority: priorities(about),
  };
  const items = all[what].map(({ edit: wanted, prepare, ...item }) => ({
    ...item,
    run: () => void Promise.resolve(prepare?.()).then(() => edit(about, wanted)),
  }));
  const shown = ranked(items, typed, ({ name }) => name);
  const found = items.filter((item) => item.isFound && !shown.includes(item));
  const name =
    about.length === 1 ? (about[0]?.widget_customer.display_name ?? '') : `${about.length} conversations`;
  const both = [...found, ...shown];
  return { label: verbs[what], groups: both.length > 0 ? [{ name, items: both }] : [] };
}

type Choice = Omit<Item, 'run'> & { edit: Edit; prepare?: () => Promise<unknown> };
type About = readonly ConversationSummary[];
const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Where the list of agents cannot be read, those who are here are known anyway. */
function useAgents(about: About): Choice[] {
  const { agent: me } = useCurrentMe();
  const { inbox } = useInbox();
  const { data } = useColleagues();
  const others = (data?.items ?? inbox.agents).filter(({ id }) => id !== me.id);
  const isOn = (id: string | undefined) => about.every(({ assignee }) => assignee?.id === id);
  const presence = (id: string) => inbox.agents.find((one) => one.id === id);
  const item = (agent: AgentRef, name: string): Choice => ({
    id: agent.id,
    name,
    hint: presenceWords(presence(agent.id)),
    icon: <Avatar name={agent.name} url={agent.avatar_url} size="tiny" />,
    isOn: isOn(agent.id),
    edit: { type: 'assign', to: { id: agent.id, name: agent.name, avatar_url: agent.avatar_url } },
  });
  const nobody: Choice = {
    id: 'nobody',
    name: 'Nobody',
    icon: <UserRoundX {...icon} />,
    isOn: isOn(undefined),
    edit: { type: 'assign', to: null },
  };
  return [item(me, `${me.name} (me)`), nobody, ...others.map((one) => item(one, one.name))];
}

function presenceWords(one: { online: boolean; availability: string } | undefined): string {
  if (!one?.online) return 'Offline';
  return one.availability === 'away' ? 'Away' : 'Available';
}

function useDepartmentItems(about: About): Choice[] {
  const { data } = useDepartments();
  const none: Choice = { id: 'none', name: 'No department', edit: { type: 'department', to: null } };
  const items = (data?.items ?? []).map(
    ({ id, name }): Choice => ({ id, name, edit: { type: 'department', to: { id, name } } }),
  );
  return [...items, none].map((item) => ({
    ...item,
    icon: <Building2 {...icon} />,
    isOn: about.every(({ department_id }) => (department_id ?? 'none') === item.id),
  }));
}

function useLabelItems(about: About, typed: string): Choice[] {
  const { data } = useLabels();
  const queries = useQueryClient();
  const names = new Set([
    ...(data?.items ?? []).map(({ name }) => name),
    ...about.flatMap(({ labels }) => labels),
  ]);
  const items = [...names].map((name): Choice => {
    const isOn = about.every(({ labels }) => labels.includes(name));
    return {
      id: name,
      name,
      icon: <LabelDot name={name} />,
      isOn,
      edit: { type: 'label', name, on: !isOn },
    };
  });
  const fresh = typed.trim();
  const isKnown = [...names].some((name) => name.toLowerCase() === fresh.toLowerCase());
  if (!fresh || isKnown) return items;
  const create = () =>
    createLabel(fresh, colourForNew(fresh))
      .then(() => queries.invalidateQueries({ queryKey: ['labels'] }))
      // Conversations carry labels by name, also one that is not among the choices.
      .catch(() => undefined);
  return [...items, newLabel(fresh, create)];
}

function newLabel(name: string, prepare: () => Promise<unknown>): Choice {
  return {
    prepare,
    isFound: true,
    id: 'new label',
    name: `New label “${name}”`,
    icon: <Plus {...icon} />,
    edit: { type: 'label', name, on: true },
  };
}

function useTimes(typed: string): Choice[] {
  const now = Date.now();
  const usual = new Set(snoozeTimes(now).map(({ name }) => name));
  return snoozeTimes(now, typed).map(({ name, at }) => ({
    id: name,
    name,
    hint: until(at, now),
    icon: <AlarmClock {...icon} />,
    isFound: !usual.has(name),
    edit: { type: 'snooze', until: at },
  }));
}

const levels: readonly { to: Priority; name: string; icon: ReactNode }[] = [
  { to: 'urgent', name: 'Urgent', icon: <ChevronsUp {...icon} /> },
  { to: 'high', name: 'High', icon: <ChevronUp {...icon} /> },
  { to: 'normal', name: 'Normal', icon: <Equal {...icon} /> },
  { to: 'low', name: 'Low', icon: <ChevronDown {...icon} /> },
];

function priorities(about: About): Choice[] {
  return levels.map(({ to, ...item }) => ({
    ...item,
    id: to,
    isOn: about.every(({ priority }) => priority === to),
    edit: { type: 'priority', to },
  }));
}
