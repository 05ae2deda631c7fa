// What an open, silent socket costs in memory.

/** Each contender's memory before and with the sockets, on fresh servers. */
export async function measureIdle(names, startOne, plan) {
  const measured = await Promise.all(
    names.map(async (name) => [name, await measure(() => startOne(name), plan)]),
  );
  return Object.fromEntries(measured);
}

async function measure(startOne, { roomCount, readers, settling }) {
  const sockets = roomCount * (readers + 1);
  const { order, memory, stop } = await startOne();
  // Long enough, in a full run, for rooms to fall asleep with their sockets open.
  const settle = () => new Promise((resolve) => setTimeout(resolve, settling));
  try {
    await order('prepare', { count: roomCount });
    await settle();
    const before = memory();
    await order('idle', { roomCount, readers });
    await settle();
    const after = memory();
    return { sockets, roomCount, before, after, perSocket: (after - before) / sockets };
  } finally {
    await stop();
  }
}
