type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'keyCode'>;

/** Safari ends a composition before the Enter that confirmed it and marks that one by this code only. */
const COMPOSING = 229;

function isEnter({ key, isComposing, keyCode }: Pressed): boolean {
  return key === 'Enter' && !isComposing && keyCode !== COMPOSING;
}

/** Enter sends, with Ctrl or ⌘ too; Shift+Enter breaks the line; Enter that confirms a composed character does neither. */
export function isSend(pressed: Pressed): boolean {
  return isEnter(pressed) && !pressed.shiftKey;
}

/** Ctrl or ⌘ with Shift and Enter. */
export function isSendAndClose(pressed: Pressed): boolean {
  return isEnter(pressed) && pressed.shiftKey && (pressed.ctrlKey || pressed.metaKey);
}
