/** The desk's clock in the demo: it runs through six days of 2019 faster than the wall's. */
export type DemoClock = {
  /** The instant the desk takes for now. Stands at the start until begun, and at the end when that is reached. */
  now: () => Date;
  /** Demo seconds that pass in a real one. */
  speed: number;
  endsAt: Date;
  /** Stands at `at` until begun, where an earlier run had come, so that nothing of it lies in the future. */
  standAt(at: Date): void;
  /** Lets time pass, from `at` or from where it stands. */
  begin(at?: Date): void;
  isOver(): boolean;
};

/** Shortly before the first reports that B. J. Habibie is dying: an hour of real time covers the whole story. */
export const demoStart = new Date("2019-09-11T14:00:00+07:00");
/** The shipped headlines end here. */
const demoEnd = new Date("2019-09-16T00:00:00+07:00");

/**
 * @param speed demo seconds a real second; 60 makes an hour of news a minute
 * @param wallMs the real clock, in milliseconds from any fixed point
 */
export function createDemoClock(
  speed = 60,
  wallMs: () => number = () => performance.now(),
  startsAt: Date = demoStart,
  endsAt: Date = demoEnd,
): DemoClock {
  let from = startsAt.getTime();
  let begunMs: number | undefined;
  const nowMs = (): number =>
    begunMs === undefined ? from : Math.min(from + (wallMs() - begunMs) * speed, endsAt.getTime());
  const standAt = (at: Date): void => {
    from = Math.min(at.getTime(), endsAt.getTime());
  };
  return {
    speed,
    endsAt,
    now: () => new Date(nowMs()),
    standAt,
    begin(at) {
      standAt(at ?? new Date(from));
      begunMs = wallMs();
    },
    isOver: () => nowMs() >= endsAt.getTime(),
  };
}
