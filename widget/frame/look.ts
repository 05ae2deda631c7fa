/** The organization's colours, theme and rules, on the root element. */
import { accent, isHex, legible } from '../colour.ts';
import type { PublicConfig } from '../protocol/generated.ts';
import { adopt, load } from './parts.ts';

/** What coloured words stand on, as in tokens.css: of all surfaces the one nearest to them. */
const SURFACES = { light: '#eff1f3', dark: '#25292f' };

let unwear = () => {};
let hasLooks = false;

/** May be called again with another theme. */
export function dress({ theme, look, primary_color, accent_color, custom_css }: PublicConfig): void {
  const night = matchMedia('(prefers-color-scheme: dark)');
  const { dataset } = document.documentElement;
  const wear = () => {
    const worn = theme === 'auto' ? (night.matches ? 'dark' : 'light') : theme;
    dataset.theme = worn;
    paint('brand', primary_color, SURFACES[worn]);
    paint('accent', accent_color && isHex(accent_color) ? accent_color : primary_color, SURFACES[worn]);
  };
  dataset.look = look;
  if (look !== 'classic') bringLooks();
  unwear();
  wear();
  night.addEventListener('change', wear);
  const own = custom_css && adopt(custom_css, 'push');
  unwear = () => {
    night.removeEventListener('change', wear);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== own);
  };
}

/** Unseen until then, but not without focus; should they not load, the usual look must do. */
function bringLooks(): void {
  if (hasLooks) return;
  hasLooks = true;
  const { style } = document.documentElement;
  style.opacity = '0';
  load('looks')
    .then((part) => adopt(part.default))
    .catch(() => {})
    .then(() => style.removeProperty('opacity'));
}

function paint(name: string, colour: string, surface: string): void {
  const { style } = document.documentElement;
  const { fill, text } = accent(colour);
  style.setProperty(`--${name}`, fill);
  style.setProperty(`--on-${name}`, text);
  style.setProperty(`--${name}-ink`, legible(colour, surface));
}
