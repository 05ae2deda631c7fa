/** Unsent words in the browser's database. It is made by the first of them: whoever says nothing leaves nothing behind. */
import type { Pending } from './outbox.ts';

/** An unsent message, with whose it is, where it belongs and which tab sends it. */
export interface Row extends Pending {
  person: string;
  /** A conversation's id; empty before there is one. */
  room: string;
  owner: string;
  /** When it was written; no two of a tab are the same. */
  at: number;
}

/** Every call may fail, and some browsers never answer. */
export interface Shelf {
  read(): Promise<Row[]>;
  put(row: Row): Promise<unknown>;
  remove(clientId: string): Promise<unknown>;
}

const DATABASE = 'chatdesk';
const STORE = 'unsent';

export const database: Shelf = {
  read: () => transact<Row[]>('readonly', (store) => store.getAll()).catch(noneYet),
  put: (row) => transact('readwrite', (store) => store.put(row)),
  remove: (clientId) => transact('readwrite', (store) => store.delete(clientId)),
};

/** Keeps nothing. */
const nowhere: Shelf = { read: async () => [], put: async () => {}, remove: async () => {} };

/** Browsers may refuse their database, above all to a frame on another site. */
export async function openShelf(fallback: () => Promise<Shelf> = async () => nowhere): Promise<Shelf> {
  try {
    await database.read();
    return database;
  } catch {
    return fallback();
  }
}

/** Reading does not make it. */
function noneYet(error: DOMException): Row[] {
  if (error.name === 'AbortError') return [];
  throw error;
}

async function transact<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open(mode === 'readwrite');
  try {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return request.result;
  } finally {
    database.close();
  }
}

function open(mayMake: boolean): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      if (mayMake) request.result.createObjectStore(STORE, { keyPath: 'clientId' });
      else request.transaction?.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
