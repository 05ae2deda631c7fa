// Through every state that the widget has, once, as one visitor after the other sees it.

import type { Stage } from '../people.ts';
import * as around from './around.ts';
import * as beginning from './beginning.ts';
import { type Look, openScene, type View } from './scene.ts';
import * as talking from './talking.ts';

export type { Look, View } from './scene.ts';

export async function tour(stage: Stage, view: View, look: Look): Promise<void> {
  await using scene = await openScene(stage, view, look);
  await beginning.spokenTo(scene);
  await beginning.home(scene);
  await beginning.away(scene);
  await beginning.troubles(scene);
  await beginning.inPage(scene);
  const talk = await talking.meet(scene);
  await talking.talk(talk);
  await talking.upLoad(talk);
  await talking.trouble(talk);
  await around.news(talk);
  await around.menu(talk);
  await around.ending(talk);
  await around.list(talk);
  await around.again(talk);
  await beginning.forms(scene);
}
