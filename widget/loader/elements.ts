export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

export function icon(shape: string): SVGElement {
  const create = (tag: string) => document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement;
  const [svg, path] = [create('svg'), create('path')];
  svg.setAttribute('viewBox', '0 0 24 24');
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
}

/** A constructed sheet needs no leave from the page's `style-src`. */
export function addRules({ shadowRoot }: HTMLElement, rules: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  shadowRoot?.adoptedStyleSheets.push(sheet);
}
