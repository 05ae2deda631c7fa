// Ways to spoil the room, as data: edits of a copy of its sources. All are built into one worker, which does what the
// variable MUTATION names, and nothing wrong without it. mutation.rs says what each does.

import type { Sort } from '../history.ts';

export interface Edit {
  file: string;
  /** There exactly once. */
  find: string;
  replace: string;
}

export interface Mutation {
  name: string;
  what: string;
  /** At least one of these is found. */
  expected: Sort[];
}

export const mutations: Mutation[] = [
  {
    name: 'await',
    what: 'something is awaited between the choice of a seq and the INSERT',
    expected: ['refused', 'order'],
  },
  {
    name: 'overwrite',
    what: 'the same, and who comes second overwrites who came first',
    expected: ['lost', 'reader'],
  },
  {
    name: 'forget',
    what: 'client ids are recognised from memory alone, and nothing is UNIQUE',
    expected: ['double'],
  },
  {
    name: 'ack-first',
    what: 'acknowledged, and then written',
    expected: ['lost', 'gap', 'stuck'],
  },
];

/** Files that are added: project path to the path in the copy. */
export const files = { 'tests/torture/mutations/mutation.rs': 'src/room/mutation.rs' };

export const edits: Edit[] = [
  { file: 'src/room/mod.rs', find: 'mod shell;', replace: 'mod mutation;\nmod shell;' },
  {
    file: 'src/room/shell.rs',
    find: 'Self::with_itself(state, env, room.clone())',
    replace: 'Self::with_itself(state, super::mutation::choose(env, room), room.clone())',
  },
  {
    file: 'src/room/journal.rs',
    find: 'let marks = log::marks(&sql)?;',
    replace: 'super::mutation::woke(&sql, &record)?;\n        let marks = log::marks(&sql)?;',
  },
  {
    file: 'src/room/commit.rs',
    find: 'fn take_turn(&self) -> Result<()> {',
    replace:
      'fn take_turn(&self) -> Result<()> {\n        super::mutation::spoil(self).unwrap_or_else(|| self.take_sound_turn())\n    }\n\n    pub(super) fn take_sound_turn(&self) -> Result<()> {',
  },
  {
    file: 'src/room/journal.rs',
    find: 'log::find(&self.sql, &drafts)',
    replace: 'super::mutation::recognised(log::find(&self.sql, &drafts))',
  },
  {
    file: 'src/room/turn.rs',
    find: 'log::append(sql, &self.messages)',
    replace: 'log::append(&super::mutation::Pen(sql, &self.messages), &self.messages)',
  },
  {
    file: 'src/room/log.rs',
    find: ',\n  UNIQUE (sender, client_id)',
    replace: ' /* unique */',
  },
  {
    file: 'src/room/log.rs',
    find: 'sql::migrate(sql, &MIGRATIONS)',
    replace: 'sql::migrate(sql, &super::mutation::altered(&MIGRATIONS))',
  },
];
