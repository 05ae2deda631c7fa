/** Tells who started this server where it is, answers its questions, and ends with it. */
export function serve({ origin, pid, ask = () => undefined, close }) {
  process.on('message', async (question) => {
    try {
      process.send({ answer: await ask(question) });
    } catch (error) {
      process.send({ error: error.stack });
    }
  });
  process.once('disconnect', async () => {
    await close();
    process.exit();
  });
  process.send({ origin, pid });
}
