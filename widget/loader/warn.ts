const told = new Set<string>();

/** Tells the site's owner, in the console, once. Visitors never see it and the page goes on. */
export function warn(text: string): void {
  if (told.has(text)) return;
  told.add(text);
  console.warn(`ChatDesk: ${text}`);
}
