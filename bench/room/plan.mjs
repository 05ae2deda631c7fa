// What is measured, and for how long.

const writing = (roomCount, window, readers = 1) => ({ roomCount, window, readers });

const rooms = [
  writing(1, 1),
  writing(1, 50),
  writing(20, 1),
  writing(20, 50),
  writing(200, 1),
  writing(200, 50),
];
const fanOut = [writing(1, 50, 9), writing(1, 50, 99)];

export const full = {
  rounds: 5,
  time: { warmUp: 400, duration: 1_500 },
  rooms: 200,
  writing: [...rooms, ...fanOut],
  idle: { roomCount: 200, readers: 9, settling: 15_000 },
};

export const quick = {
  rounds: 1,
  time: { warmUp: 300, duration: 1_000 },
  rooms: 20,
  writing: [...rooms.slice(0, 4), fanOut[0]],
  idle: { roomCount: 20, readers: 24, settling: 3_000 },
};

/** What is to be reached: our rate at least so many times theirs, our times at most so many times the bare room's. */
export const goals = [
  { roomCount: 1, window: 50, rate: { bare: 3, socketio: 3 } },
  { roomCount: 20, window: 50, rate: { bare: 2.5 } },
  { roomCount: 1, window: 1, time: { bare: 1.15 } },
];
