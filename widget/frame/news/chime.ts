/** Two soft notes, made here: there is no file to load. */

const NOTES = [
  [659.25, 0],
  [987.77, 0.11],
] as const;
const LASTS = 0.45;
const SOFT = 0.07;
/** A browser that waits for the visitor to touch the page does not say so. */
const PATIENCE = 500;

/** Nothing where the browser wants silence. */
export async function ready(): Promise<AudioContext | undefined> {
  try {
    const context = new AudioContext();
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    if (context.state !== 'running') await Promise.race([context.resume(), patience]);
    if (context.state === 'running') return context;
    await context.close();
  } catch {
    // There is none, or it will not open.
  }
  return undefined;
}

export function chime(context: AudioContext): void {
  for (const [pitch, after] of NOTES) note(context, pitch, context.currentTime + after);
  setTimeout(() => void context.close(), 1_000);
}

/** Quickly there and slowly gone, like something struck. */
function note(context: AudioContext, pitch: number, at: number): void {
  const [voice, loudness] = [context.createOscillator(), context.createGain()];
  voice.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(SOFT, at + 0.012);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + LASTS);
  voice.connect(loudness).connect(context.destination);
  voice.start(at);
  voice.stop(at + LASTS);
}
