// What the page's main thread worked, counted in processor time: it hardly depends on what else this computer does
// meanwhile, as times by the clock do.

const LONG = 50;

export function workOf(events, origin) {
  const tasks = tasksOf(events, origin);
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return {
    busy: sum(tasks),
    heaviest: Math.max(...tasks),
    tooLong: sum(tasks.map((task) => Math.max(0, task - LONG))),
  };
}

/** The duration of each task in milliseconds. */
function tasksOf(events, origin) {
  const page = events.findLast(
    ({ name, args }) => name === 'FrameCommittedInBrowser' && args.data?.url?.startsWith(origin),
  );
  const main = events.find(
    ({ name, pid, args }) =>
      name === 'thread_name' && args.name === 'CrRendererMain' && pid === page?.args.data.processId,
  );
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) => name === 'RunTask' && pid === main?.pid && tid === main.tid && tdur,
  );
  if (tasks.length === 0) throw new Error('the tasks of the page are not in the trace');
  return tasks.map(({ tdur }) => tdur / 1_000);
}
