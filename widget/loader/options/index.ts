/** What makes a widget other than usual: the page's own options, another icon, a place in the page. Comes when there is any. */
import type { BubbleIcon } from '../../protocol/generated.ts';
import { addRules } from '../elements.ts';
import { warn } from '../warn.ts';
import type { Widget } from '../widget.ts';
import { find } from './container.ts';
import inline from './inline.css';

export { apply } from './apply.ts';

/** From Lucide (ISC): message-circle with something in it, smile, mail. */
const SHAPES: { [icon in BubbleIcon]?: string } = {
  dots: 'M8 12h.01M12 12h.01M16 12h.01',
  question: 'M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01',
  smile: 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M8 14s1.5 2 4 2 4-2 4-2M9 9h.01M15 9h.01',
  mail: 'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
};

/** Gives the drawn widget its icon, its place and its person. */
export function adorn(widget: Widget): void {
  const { config, options, view } = widget;
  if (!view) return;
  const path = view.launcher.querySelector('path');
  const shape = SHAPES[config.bubble_icon];
  if (shape) path?.setAttribute('d', /^m22/i.test(shape) ? shape : path.getAttribute('d') + shape);
  if (options.userData) widget.call('identify', [options.userData]);
  if (options.container) place(widget, options.container);
}

function place({ view, options, bodies }: Widget, container: Element | string): void {
  const found = find(container);
  if (!found || !view) {
    // As a bubble then, rather than not at all.
    delete options.container;
    warn(`there is no container "${container}"`);
    return;
  }
  bodies.disconnect();
  view.root.className = 'root inline';
  addRules(view.host, inline);
  found.append(view.host);
}
