/** Makes any brand colour usable: what stands on it, and what is written in it, reaches 4.5:1. */

const READABLE = 4.5;
/** White on a colour that is only a little too light looks better than black on it: such a colour darkens instead. */
const NEARLY = 3;
const BLACK = '#000000';
const WHITE = '#ffffff';

type Rgb = [number, number, number];

/** The colour to fill with, and the text on it. A pale brand (yellow, mint) keeps its colour and gets black text. */
export function accent(brand: string): { fill: string; text: string } {
  const text = contrast(brand, WHITE) >= NEARLY ? WHITE : BLACK;
  return { fill: legible(brand, text), text };
}

/** The nearest shade of `colour` that can be read on `surface`, or against which `surface` can be read. */
export function legible(colour: string, surface: string): string {
  const goal = luminance(surface) > 0.18 ? BLACK : WHITE;
  let shade = colour;
  for (let step = 1; step <= 50 && contrast(shade, surface) < READABLE; step++)
    shade = mix(colour, goal, step / 50);
  return shade;
}

export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `#abc` or `#aabbcc`, in any case; anything else is not a colour we can reckon with. */
export function isHex(colour: string): boolean {
  return /^#([\da-f]{3}){1,2}$/i.test(colour);
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: string): number {
  const [r, g, b] = parse(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(from: string, to: string, share: number): string {
  const [a, b] = [parse(from), parse(to)];
  const parts = a.map((part, index) => Math.round(part + ((b[index] ?? 0) - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function parse(colour: string): Rgb {
  const digits = colour.slice(1);
  const pairs = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return [0, 2, 4].map((start) => Number(`0x${pairs.slice(start, start + 2)}`)) as Rgb;
}
