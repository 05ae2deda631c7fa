// What was done, told and seen while the rooms were tortured. Times are milliseconds of one clock.

export interface Entry {
  id: string;
  seq: number;
  client_id: string | null;
  kind: string;
  body: string;
  sender: { kind: string; id: string };
  event?: { type: string } | null;
}

/** The writer was told: stored, and where. */
export interface Answer {
  seq: number;
  id: string;
  at: number;
}

/** One attempt to say something, under one client id. Without an answer nobody knows whether it is stored. */
export interface Write {
  clientId: string;
  body: string;
  kind: 'text' | 'note';
  invoked: number;
  answers: Answer[];
  /** The writer was told for good that it is not stored, and why. */
  refused?: string;
  /** The writer was told to try again later, though not for being too fast. */
  putOff?: string;
  /** Its place among the writer's others is open: sent twice at once, or left to its fate. */
  isLoose?: true;
}

/** The state of a conversation as somebody was told it, with the end of the log that it belongs to. */
export interface Snapshot {
  last_seq: number;
  status: string;
}

/** Somebody asked for the end of the log, and got this. */
export interface Read {
  invoked: number;
  head: number;
}

/** One person's view: what they wrote, in order, and what they were given, in order. */
export interface Witness {
  name: string;
  isVisitor: boolean;
  /** Reads what comes after this seq; `undefined`: only writes. */
  after: number | undefined;
  /** Went before the end, and so may lack the end. */
  hasLeft: boolean;
  written: Write[];
  seen: Entry[];
  snapshots: Snapshot[];
  reads: Read[];
}

/** A conversation that was asked for several times at once, under one client id. */
export interface Opening {
  clientId: string;
  body: string;
  answers: { id: string; status: number }[];
}

export interface RoomHistory {
  id: string;
  witnesses: Witness[];
  opening?: Opening;
  /** Not so when the room does not answer, and then there is no log; or when the log itself was wrong already. */
  answers: boolean;
  isComplete: boolean;
  /** The room's log, read at the end. */
  log: Entry[];
  /** How the room itself says it ends. */
  end: Snapshot | undefined;
  /** D1's copy, once it had time to catch up. */
  database: { entries: Entry[]; conversation: Snapshot | undefined };
  /** The inbox's summary. */
  summary: Snapshot | undefined;
}

export type Sort =
  | 'gap'
  | 'double'
  | 'lost'
  | 'refused'
  | 'order'
  | 'reader'
  | 'stale'
  | 'snapshot'
  | 'copy'
  | 'opening'
  | 'stuck';

/** Something that cannot be. */
export interface Violation {
  sort: Sort;
  room: string;
  what: string;
}

export const inWords = ({ sort, room, what }: Violation): string => `${sort}: ${what} (room ${room})`;
