/** Five minutes, the shortest interval of a source and the length of its lease, pass in half a second. */
const speed = 600;

/** A clock that all processes of an experiment share: it began with the wall's clock at `beganAtMs`. */
export const fastClock =
  (beganAtMs: number): (() => Date) =>
  () =>
    new Date(beganAtMs + (Date.now() - beganAtMs) * speed);
