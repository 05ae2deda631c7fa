/** The one line that puts a widget on a website. */
export function embedCode(origin: string, key: string): string {
  return `<script async src="${origin}/widget.js" data-widget-key="${key}"></script>`;
}
