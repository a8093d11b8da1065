/** How a gate waits and tells time; replaced in tests. */
export interface GateClock {
  /** Milliseconds from any fixed point. */
  readonly nowMs: () => number;
  /** Calls back after `delayMs`. */
  readonly after: (delayMs: number, callback: () => void) => void;
}

export interface HostGateOptions {
  /** Rest between the end of one request to a host and the start of the next; 0 by default. */
  readonly minGapMs?: number;
  readonly clock?: GateClock;
}

export interface GateTicket {
  /** Who asks (a source, an import): lanes of one host take turns, so a long list in one cannot starve the others. */
  readonly lane?: string;
  /** Leaves the queue when aborted; work that has begun is not stopped by it. */
  readonly signal?: AbortSignal;
}

/** One request at a time per host, in this process. */
export interface HostGate {
  /** Runs `work` when it is its lane's turn at `host`; settles as `work` does, or rejects with the signal's reason. */
  run<T>(host: string, work: () => Promise<T>, ticket?: GateTicket): Promise<T>;
  /** How many wait or run, over all hosts. */
  size(): number;
}

interface Waiting {
  readonly start: () => void;
}

interface HostState {
  isBusy: boolean;
  restsUntilMs: number;
  /** Insertion order is the turn order: a lane that had its turn moves to the end. */
  readonly lanes: Map<string, Waiting[]>;
}

const systemClock: GateClock = {
  nowMs: () => performance.now(),
  after: (delayMs, callback) => {
    setTimeout(callback, delayMs);
  },
};

/** Builds a gate. Share one between everything that fetches, or politeness is per caller and not per host. */
export function createHostGate({ minGapMs = 0, clock = systemClock }: HostGateOptions = {}): HostGate {
  const hosts = new Map<string, HostState>();
  let count = 0;

  function next(host: string, state: HostState): void {
    if (state.isBusy) return;
    const restMs = state.restsUntilMs - clock.nowMs();
    if (restMs > 0) {
      state.isBusy = true;
      clock.after(restMs, () => {
        state.isBusy = false;
        next(host, state);
      });
      return;
    }
    const first = state.lanes.entries().next();
    if (first.done === true) {
      hosts.delete(host);
      return;
    }
    const [lane, queue] = first.value;
    state.lanes.delete(lane);
    const turn = queue.shift();
    if (queue.length > 0) state.lanes.set(lane, queue);
    if (turn === undefined) {
      next(host, state);
      return;
    }
    state.isBusy = true;
    turn.start();
  }

  function leave(host: string, state: HostState): void {
    count -= 1;
    state.isBusy = false;
    state.restsUntilMs = clock.nowMs() + minGapMs;
    next(host, state);
  }

  function run<T>(host: string, work: () => Promise<T>, ticket: GateTicket = {}): Promise<T> {
    const { lane = "", signal } = ticket;
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const state = hosts.get(host) ?? {
      isBusy: false,
      restsUntilMs: Number.NEGATIVE_INFINITY,
      lanes: new Map(),
    };
    hosts.set(host, state);
    count += 1;
    return new Promise<T>((resolve, reject) => {
      const queue = state.lanes.get(lane) ?? [];
      const waiting: Waiting = {
        start: () => {
          signal?.removeEventListener("abort", give);
          // A work function that throws before its first await must still free the host.
          Promise.resolve()
            .then(work)
            .finally(() => leave(host, state))
            .then(resolve, reject);
        },
      };
      const give = (): void => {
        const at = queue.indexOf(waiting);
        if (at === -1) return;
        queue.splice(at, 1);
        count -= 1;
        if (queue.length === 0) state.lanes.delete(lane);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", give, { once: true });
      queue.push(waiting);
      state.lanes.set(lane, queue);
      next(host, state);
    });
  }

  return { run, size: () => count };
}
