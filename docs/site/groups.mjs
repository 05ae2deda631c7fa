// The calls of a description, in the order in which they are told.

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Every call of a description, in its order: paths as they are, and of one path what is asked before what is written. */
export function callsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => ({ method, path, operation: item[method], id: item[method].operationId })),
  );
}

/** Calls by tag, and in a tag by what they are about, if there are many. */
export function groupsOf(description) {
  const calls = callsOf(description);
  return description.tags
    .map((tag) => ({ ...tag, id: `calls-${tag.name.toLowerCase()}` }))
    .map((tag) => ({
      ...tag,
      topics: topicsOf(calls.filter(({ operation }) => operation.tags?.includes(tag.name))),
    }))
    .filter(({ topics }) => topics.length > 0);
}

const MANY = 12;

function topicsOf(calls) {
  if (calls.length === 0) return [];
  if (calls.length <= MANY) return [{ calls }];
  const topics = [...Map.groupBy(calls, ({ path }) => topicOf(path))].map(([name, calls]) => ({
    name,
    calls,
  }));
  // What stands alone needs no heading of its own.
  const alone = topics.filter(({ calls }) => calls.length === 1).flatMap(({ calls }) => calls);
  const rest = topics.filter(({ calls }) => calls.length > 1);
  return alone.length > 0 ? [{ name: 'General', calls: alone }, ...rest] : rest;
}

/** `/api/canned-replies/{id}` → `Canned replies`; what visitors ask is below `/api/widget`. */
function topicOf(path) {
  const word = path.replace(/^\/(api\/)?(widget\/)?/, '').split('/')[0];
  return word.replace(/^./, (first) => first.toUpperCase()).replaceAll('-', ' ');
}
