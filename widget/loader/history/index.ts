/** Hears of new addresses where the browser has no Navigation API. One hook, however many listen. */

const EVENTS = ['popstate', 'hashchange'];
const listeners: (() => void)[] = [];
let unhook = () => {};

export function hookHistory(look: () => void, signal: AbortSignal): void {
  if (!listeners.length) unhook = hook();
  listeners.push(look);
  signal.addEventListener('abort', () => {
    listeners.splice(listeners.indexOf(look), 1);
    if (!listeners.length) unhook();
  });
}

function tell(): void {
  for (const listener of [...listeners]) listener();
}

/** Answers how to take it out again; where another script has put its own over it, ours stays and is silent. */
function hook(): () => void {
  const { pushState, replaceState } = history;
  const over = (before: typeof pushState): typeof pushState =>
    function (this: History, ...given) {
      before.apply(this, given);
      tell();
    };
  const [push, replace] = [over(pushState), over(replaceState)];
  Object.assign(history, { pushState: push, replaceState: replace });
  for (const event of EVENTS) addEventListener(event, tell);
  return () => {
    if (history.pushState === push) history.pushState = pushState;
    if (history.replaceState === replace) history.replaceState = replaceState;
    for (const event of EVENTS) removeEventListener(event, tell);
  };
}
