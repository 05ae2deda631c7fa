import {
  AlarmClock,
  Building2,
  Check,
  Flag,
  Inbox,
  Keyboard,
  MessageSquareText,
  RotateCcw,
  Search,
  Settings,
  Tag,
  UserCheck,
  UserRound,
  Users,
} from 'lucide-react';
import { useLocation } from 'wouter';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { useDepartments, useLabels } from '../live/choices.ts';
import { useEdit } from '../live/use-edit.ts';
import { everything, searchOf, type View } from '../live/views.ts';
import { nameOfFound, pathOf, textOf } from '../search/found.ts';
import { useHits } from '../search/use-hits.ts';
import { PLACES } from '../settings/places.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { LabelDot } from '../ui/dot.tsx';
import type { Asked } from './desk.tsx';
import { ranked } from './fuzzy.ts';
import type { Group, Item } from './item.ts';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
const SHOWN_HITS = 6;

/** All that can be done or found, as far as it matches what is typed. */
export function useEverything(
  about: readonly ConversationSummary[],
  typed: string,
  next: (asked: Asked) => void,
): { groups: Group[]; isSearching: boolean } {
  const { hits, isSearching } = useFound(typed);
  const groups: Group[] = [
    { name: nameOf(about), items: useActions(about, next) },
    { name: 'Go to', items: usePlaces() },
    { name: 'Help', items: [helpItem(next)] },
  ];
  const matching = groups.map((group) => ({
    ...group,
    items: ranked(group.items, typed, ({ name }) => name),
  }));
  const found = { name: 'People and conversations', items: hits };
  return { groups: [...matching, found].filter(({ items }) => items.length > 0), isSearching };
}

function nameOf(about: readonly ConversationSummary[]): string {
  const [one] = about;
  return one && about.length === 1 ? one.widget_customer.display_name : `${about.length} conversations`;
}

function useActions(about: readonly ConversationSummary[], next: (asked: Asked) => void): Item[] {
  const edit = useEdit();
  const { agent } = useCurrentMe();
  if (about.length === 0) return [];
  const isClosed = about.every(({ status }) => status === 'closed');
  const me = { id: agent.id, name: agent.name, avatar_url: agent.avatar_url };
  const more = (asked: Asked) => ({ stays: true, run: () => next(asked) });
  return [
    {
      id: 'mine',
      name: 'Assign to me',
      icon: <UserCheck {...icon} />,
      run: () => void edit(about, { type: 'assign', to: me }),
    },
    { id: 'assign', name: 'Assign to…', keys: 'a', icon: <UserRound {...icon} />, ...more('assign') },
    {
      id: 'close',
      name: isClosed ? 'Reopen' : 'Close',
      keys: 'e',
      icon: isClosed ? <RotateCcw {...icon} /> : <Check {...icon} />,
      run: () => void edit(about, { type: isClosed ? 'open' : 'close' }),
    },
    { id: 'snooze', name: 'Snooze…', keys: 's', icon: <AlarmClock {...icon} />, ...more('snooze') },
    { id: 'label', name: 'Label…', keys: 'l', icon: <Tag {...icon} />, ...more('label') },
    { id: 'priority', name: 'Set priority…', keys: 'p', icon: <Flag {...icon} />, ...more('priority') },
    {
      id: 'department',
      name: 'Move to department…',
      keys: 'd',
      icon: <Building2 {...icon} />,
      ...more('department'),
    },
  ];
}

function usePlaces(): Item[] {
  const [, navigate] = useLocation();
  const departments = useDepartments().data?.items ?? [];
  const labels = useLabels().data?.items ?? [];
  const view = (name: string, change: Partial<View>, look: Partial<Item> = {}): Item => {
    const path = `/inbox${searchOf({ ...everything, ...change })}`;
    return { id: path, name, icon: <Inbox {...icon} />, ...look, run: () => navigate(path) };
  };
  const page = (name: string, path: string, look: Partial<Item>): Item => ({
    id: path,
    name,
    ...look,
    run: () => navigate(path),
  });
  return [
    view('Mine', { whose: 'mine' }),
    view('Unassigned', { whose: 'unassigned' }),
    view('All conversations', {}),
    view('Longest waiting', { order: 'longest' }),
    view('Snoozed', { state: 'snoozed' }),
    view('Closed', { state: 'closed' }),
    ...departments.map(({ id, name }) =>
      view(name, { department: id }, { hint: 'Department', icon: <Building2 {...icon} /> }),
    ),
    ...labels.map(({ name }) =>
      view(name, { label: name }, { hint: 'Label', icon: <LabelDot name={name} /> }),
    ),
    page('Search', '/inbox?find=', { keys: '/', icon: <Search {...icon} /> }),
    page('Customers', '/customers', { keys: 'g c', icon: <Users {...icon} /> }),
    page('Settings', '/settings', { keys: 'g s', icon: <Settings {...icon} /> }),
    ...PLACES.flatMap(({ places }) =>
      places.map(({ name, path }) => page(name, path, { hint: 'Settings', icon: <Settings {...icon} /> })),
    ),
  ];
}

function helpItem(next: (asked: Asked) => void): Item {
  return {
    id: 'help',
    name: 'Keyboard shortcuts',
    keys: '?',
    icon: <Keyboard {...icon} />,
    stays: true,
    run: () => next('help'),
  };
}

function useFound(typed: string): { hits: Item[]; isSearching: boolean } {
  const [, navigate] = useLocation();
  const { data, isFetching } = useHits({ q: typed.trim() });
  const found = (typed.trim() ? (data?.items ?? []) : []).slice(0, SHOWN_HITS);
  const hits = found.map((one, index): Item => {
    const name = nameOfFound(one);
    return {
      id: `hit${index}`,
      name,
      hint: textOf(one.message?.snippet) || textOf(one.customer?.email ?? undefined),
      icon: <Avatar name={name} size="tiny" />,
      run: () => navigate(pathOf(one)),
    };
  });
  const all: Item = {
    id: 'search',
    name: `Search for “${typed.trim()}”`,
    icon: <MessageSquareText {...icon} />,
    run: () => navigate(`/inbox?${new URLSearchParams({ find: typed.trim() })}`),
  };
  return { hits: typed.trim() ? [...hits, all] : [], isSearching: isFetching };
}
