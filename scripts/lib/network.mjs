import { CommandFailed } from './processes.mjs';
import { Stop } from './stop.mjs';

const signs =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network failure|Could(n't| not) (resolve|connect)|failed to download|download of .* failed|could not download|error sending request|spurious network error|Temporary failure|Could not find a version|No matching distribution/i;

/** Runs a download; when the network is the reason for its failure, says so in a sentence. */
export async function withNetwork(what, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CommandFailed) || !signs.test(error.output)) throw error;
    const line = error.output.split('\n').findLast((text) => signs.test(text));
    const reason = line.replace(/^(npm error|error:|caused by:)\s*/i, '').trim();
    throw new Stop(
      `${what} could not be downloaded (${reason}).\nCheck the network connection and run the same command again; what is already there is kept.`,
    );
  }
}
