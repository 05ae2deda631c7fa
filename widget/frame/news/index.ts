/** A sound when somebody writes: once, in whichever of the visitor's tabs may make one. */
import type { PublicConfig } from '../../protocol/generated.ts';
import { inTurn } from '../../transport/tabs.ts';
import { keep, kept } from '../keep.ts';
import { chime, ready } from './chime.ts';
import { isSoundOn } from './wish.ts';

const RUNG = 'chatdesk.rung';
/** Until all tabs know what one has noted down. */
const SPREAD = 250;

/** Ids of messages grow with time. */
export async function ring(config: PublicConfig, id: string): Promise<void> {
  if (!isSoundOn(config)) return;
  const context = await ready();
  if (!context) return;
  await inTurn(RUNG, async () => {
    if ((kept(RUNG) ?? '') >= id) return void context.close();
    keep(RUNG, id);
    chime(context);
    await new Promise((resolve) => setTimeout(resolve, SPREAD));
  });
}
