// No Set: there are pages with another thing of that name.
const told: string[] = [];

/** Tells the site's owner, in the console, once. Visitors never see it and the page goes on. */
export function warn(text: string): void {
  if (told.includes(text)) return;
  told.push(text);
  console.warn(`ChatDesk: ${text}`);
}
