/** The button on the host's page, and the closed room around it that the page's styles cannot enter. */
import type { PublicConfig } from '../protocol/generated.ts';
import { addRules, element, icon } from './elements.ts';
import { inkOn } from './ink.ts';
import rules from './launcher.css';

/** Lucide's message-circle (ISC), in its shorter drawing. */
const CHAT = 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z';

export interface View {
  host: HTMLElement;
  root: HTMLElement;
  launcher: HTMLButtonElement;
}

export function draw({ size, position, primary_color, offset_x, offset_y }: PublicConfig): View {
  const host = document.createElement('chatdesk-widget');
  const root = element('div', `root ${size}`);
  const launcher = element('button', 'launcher');
  root.dataset.at = position;
  root.style.cssText = `--fill:${primary_color};--ink:${inkOn(primary_color)};--x:min(${offset_x}px,100vw - var(--launcher));--y:min(${offset_y}px,100vh - var(--launcher))`;
  launcher.type = 'button';
  // In the middle, but for the edges it is at.
  for (const edge of position.split('-')) launcher.style.setProperty(`margin-${edge}`, '0');
  launcher.append(icon(CHAT));
  root.append(launcher);
  host.attachShadow({ mode: 'open' }).append(root);
  addRules(host, rules);
  return { host, root, launcher };
}
