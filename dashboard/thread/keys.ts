type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>;

/** Safari ends a composition before the Enter that confirmed it and marks that one by this code only. */
const COMPOSING = 229;

/** Enter sends, with Ctrl or ⌘ too; Shift+Enter breaks the line; Enter that confirms a composed character does neither. */
export function isSend({ key, shiftKey, isComposing, keyCode }: Pressed): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== COMPOSING;
}
