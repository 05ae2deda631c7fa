/** The organization's colours and theme, on the root element. */
import { accent, isHex, legible } from '../colour.ts';
import type { PublicConfig } from '../protocol/generated.ts';

/** What coloured words stand on, as in tokens.css: of all surfaces the one nearest to them. */
const SURFACES = { light: '#eff1f3', dark: '#25292f' };

export function dress({ theme, primary_color, accent_color }: PublicConfig): void {
  const night = matchMedia('(prefers-color-scheme: dark)');
  const wear = () => {
    const worn = theme === 'auto' ? (night.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset.theme = worn;
    paint('brand', primary_color, SURFACES[worn]);
    paint('accent', accent_color && isHex(accent_color) ? accent_color : primary_color, SURFACES[worn]);
  };
  wear();
  night.addEventListener('change', wear);
}

function paint(name: string, colour: string, surface: string): void {
  const { style } = document.documentElement;
  const { fill, text } = accent(colour);
  style.setProperty(`--${name}`, fill);
  style.setProperty(`--on-${name}`, text);
  style.setProperty(`--${name}-ink`, legible(colour, surface));
}
