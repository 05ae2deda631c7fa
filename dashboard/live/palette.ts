/** Colours for labels, that can be seen in light and dark. */
export const PALETTE: readonly { name: string; color: string }[] = [
  { name: 'Green', color: '#2e8b57' },
  { name: 'Lime', color: '#5c8a1e' },
  { name: 'Ochre', color: '#a8790a' },
  { name: 'Orange', color: '#cc5c0b' },
  { name: 'Red', color: '#df4050' },
  { name: 'Pink', color: '#d2469a' },
  { name: 'Purple', color: '#9468e0' },
  { name: 'Blue', color: '#3b7ded' },
  { name: 'Teal', color: '#148a94' },
  { name: 'Grey', color: '#78808c' },
];
