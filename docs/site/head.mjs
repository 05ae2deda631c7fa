import { html } from './html.mjs';

/** What every page begins with. */
export const head = (title, about, { style, script, icon, isHidden }) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    ${isHidden ? html`<meta name="robots" content="noindex">` : html`<meta name="description" content="${about}">`}
    <title>${title}</title>
    <link rel="icon" href="${icon}" type="image/svg+xml">
    <link rel="stylesheet" href="${style}">
    <script src="${script}" defer></script>
  </head>`;
