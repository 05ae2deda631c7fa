// What was done and seen while the room was tortured, and whether all of it can be true.

export interface Entry {
  seq: number;
  client_id: string | null;
  kind: string;
  body: string;
  sender: { kind: string; id: string };
}

/** A message as its writer knows it: `seq` once it was acknowledged. */
export interface Written {
  clientId: string;
  body: string;
  seq?: number;
}

/** One transport: what it wrote, in order, and what it was given, in order. */
export interface Witness {
  name: string;
  isVisitor: boolean;
  written: Written[];
  seen: Entry[];
}

export interface RoomHistory {
  id: string;
  witnesses: Witness[];
  /** The room's log, read at the end. */
  log: Entry[];
  /** D1's copy of it, once it had time to catch up. */
  database: { seq: number; client_id: string | null; body: string }[];
  /** The inbox's summary. */
  summary: { last_seq: number };
}

/** Everything that cannot be, in words; empty when all is well. */
export function violations(room: RoomHistory): string[] {
  return [
    ...gaps(room),
    ...doubles(room),
    ...room.witnesses.flatMap((witness) => [
      ...acknowledgedButLost(room, witness),
      ...outOfOrder(room, witness),
      ...badlyRead(room, witness),
    ]),
    ...badCopies(room),
  ].map((what) => `${room.id}: ${what}`);
}

const gaps = ({ log }: RoomHistory) =>
  log.flatMap(({ seq }, index) => (seq === index + 1 ? [] : [`seq ${seq} stands at place ${index + 1}`]));

function doubles({ log }: RoomHistory): string[] {
  const senders = log.filter(({ client_id }) => client_id).map(key);
  return senders.filter((one, index) => senders.indexOf(one) !== index).map((one) => `${one} is there twice`);
}

const key = ({ sender, client_id }: Entry) => `${sender.kind}:${sender.id} ${client_id}`;

function acknowledgedButLost({ log }: RoomHistory, { name, written }: Witness): string[] {
  return written
    .filter(({ seq }) => seq !== undefined)
    .filter(({ clientId, body, seq }) => {
      const there = log.find((entry) => entry.client_id === clientId);
      return there?.seq !== seq || there?.body !== body;
    })
    .map(({ clientId, seq }) => `${name} was told that ${clientId} is ${seq}, which it is not`);
}

/** What one writer wrote stands in the order it was written. */
function outOfOrder({ log }: RoomHistory, { name, written }: Witness): string[] {
  const places = written.map(({ clientId }) => log.find((entry) => entry.client_id === clientId)?.seq);
  const known = places.filter((seq) => seq !== undefined);
  return known.flatMap((seq, index) =>
    index > 0 && seq <= (known[index - 1] ?? 0) ? [`${name}: ${seq} came late`] : [],
  );
}

/** A reader is given what it may see: all of it, once, in order. */
function badlyRead({ log }: RoomHistory, { name, isVisitor, seen }: Witness): string[] {
  const wanted = log.filter((entry) => !isVisitor || isVisible(entry)).map(({ seq }) => seq);
  const got = seen.map(({ seq }) => seq);
  if (wanted.join() === got.join()) return [];
  const missing = wanted.filter((seq) => !got.includes(seq));
  const strange = got.filter((seq) => !wanted.includes(seq));
  const back = got.filter((seq, index) => index > 0 && seq <= (got[index - 1] ?? 0));
  return [`${name} missed [${missing}], should not have seen [${strange}], saw again or late [${back}]`];
}

const isVisible = ({ kind }: Entry) => kind !== 'note';

function badCopies({ log, database, summary }: RoomHistory): string[] {
  const line = (entry: { seq: number; client_id: string | null; body: string }) =>
    `${entry.seq} ${entry.client_id} ${entry.body}`;
  const same = log.map(line).join('\n') === database.map(line).join('\n');
  return [
    ...(same ? [] : [`the database has ${database.length} of ${log.length} entries, or others`]),
    ...(summary.last_seq === log.length ? [] : [`the inbox says ${summary.last_seq} of ${log.length}`]),
  ];
}
