/**
 * The tag we came from. Optimizers and tag managers run scripts in ways that leave `currentScript` empty; then the tag
 * is found by its address.
 */
export function ownScript(): HTMLScriptElement | null {
  const current = document.currentScript as HTMLScriptElement | null;
  if (current?.src) return current;
  const ours = 'script[src*="/widget.js"]';
  return document.querySelector(`${ours}[data-widget-key]`) ?? document.querySelector(ours);
}
