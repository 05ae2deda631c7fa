// What is measured, how often, and what is to be reached.

export const full = { rounds: 5, opened: 3 };

export const quick = { rounds: 2, opened: 1 };

/** "Slow 4G" and a slow phone, as Lighthouse defines them. */
export const slow = { roundTrip: 150, bytesPerSecond: (1.6 * 1024 * 1024) / 8, processor: 4 };

/** What the widget may change of a page (of its score: less than what is seen of it), and how long a visitor waits for the chat, in milliseconds. */
export const goals = { score: 0.5, shift: 0, blocking: 5, opening: 2_000 };

/** What a page shows of itself, by Lighthouse's names. */
export const figures = [
  { name: 'score', title: 'performance score, not rounded' },
  { name: 'shown', title: 'performance score, as Lighthouse shows it' },
  { name: 'blocking', title: 'total blocking time, ms' },
  { name: 'shift', title: 'cumulative layout shift' },
  { name: 'paint', title: 'largest contentful paint, ms' },
  { name: 'work', title: 'main thread busy, ms' },
  { name: 'longest', title: 'longest task, ms' },
  { name: 'tooLong', title: 'of the processor: tasks beyond 50 ms, ms' },
  { name: 'busy', title: 'of the processor: all tasks, ms' },
  { name: 'heaviest', title: 'of the processor: heaviest task, ms' },
  { name: 'requests', title: 'requests' },
  { name: 'bytes', title: 'transferred, KB' },
];

/** A language beside English comes as a file of its own. */
export const languages = ['en-GB', 'de-DE', 'ar'];

export const openings = [
  { name: 'click', title: 'click at once, nothing loaded yet' },
  { name: 'hover', title: 'click a second after coming near' },
  { name: 'german', title: 'click at once, in German', language: 'de-DE' },
  { name: 'again', title: 'click on the next page, files kept by the browser' },
];

/** In kilobytes, as they were published or recorded elsewhere; not measured in this run. */
export const others = [
  { name: 'Chatwoot', script: 9.5, before: 496 },
  { name: 'Rocket.Chat', before: 487 },
  { name: 'Live Helper Chat', script: 31, before: 186 },
  { name: 'Papercups', before: 119 },
];
