/** Carries out the orders of whoever started this process, and ends with it. */
export function takeOrders(orders) {
  process.on('message', async ({ order, ...options }) => {
    try {
      process.send({ result: (await orders[order](options)) ?? null });
    } catch (error) {
      process.send({ error: error.stack });
    }
  });
  process.once('disconnect', () => process.exit());
}

/** Works on all, a few at a time. */
export async function eachAtOnce(items, work) {
  const results = [];
  for (let at = 0; at < items.length; at += 8)
    results.push(...(await Promise.all(items.slice(at, at + 8).map(work))));
  return results;
}
