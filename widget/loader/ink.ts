/** Black or white, whichever an icon on this colour is better seen in; a colour that is only a little light gets white. */
export function inkOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = (colour.match(colour.length > 4 ? /[^#]{2}/g : /[^#]/g) ?? []).map(
    (part) => (Number.parseInt(part + part, 16) % 256) / 255,
  );
  // Near enough to the luminance of WCAG; at 0.3 white has a contrast of 3:1.
  return 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 > 0.3 ? '#000' : '#fff';
}
