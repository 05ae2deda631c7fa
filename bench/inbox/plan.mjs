// What is measured, and for how long.

export const full = { rounds: 5, crowds: [1, 20, 200], rooms: 20, changes: 60, bursts: 5 };
export const quick = { rounds: 1, crowds: [1, 200], rooms: 10, changes: 20, bursts: 2 };
