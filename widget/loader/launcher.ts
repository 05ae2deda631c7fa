/** The button on the host's page, and the closed room around it that the page's styles cannot enter. */
import type { PublicConfig } from '../protocol/generated.ts';
import { addRules, element, icon } from './elements.ts';
import { inkOn } from './ink.ts';
import rules from './launcher.css';

/** Lucide's message-circle. */
const CHAT =
  'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719';

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
  root.style.cssText = `--fill:${primary_color};--ink:${inkOn(primary_color)};--x:${offset_x}px;--y:${offset_y}px`;
  launcher.type = 'button';
  launcher.append(icon(CHAT));
  root.append(launcher);
  host.attachShadow({ mode: 'open' }).append(root);
  addRules(host, rules);
  return { host, root, launcher };
}
