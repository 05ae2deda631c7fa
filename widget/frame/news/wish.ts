/** Does the visitor want to hear when somebody writes? */
import type { PublicConfig } from '../../protocol/generated.ts';
import { keep, kept } from '../keep.ts';

const NAME = 'chatdesk.sound';

export function isSoundOn({ sound }: Pick<PublicConfig, 'sound'>): boolean {
  return (kept(NAME) ?? (sound ? 'on' : 'off')) === 'on';
}

export function wishSound(isOn: boolean): void {
  keep(NAME, isOn ? 'on' : 'off');
}
