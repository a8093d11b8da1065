/** How an experiment is run; each takes what it needs. */
export type FaultOptions = {
  /** A database of its own, migrated, on a PostgreSQL that is durable and is not itself killed. */
  connectionString: string;
  /** How many times the process under test is killed. */
  kills: number;
  /** For experiments that run for a time: how long. */
  seconds: number;
  /** The same seed gives the same choices; moments still differ with the machine. */
  seed: number;
  /** Progress, for whoever waits. */
  say(line: string): void;
};

/** What came of it: the experiment's name and its counts. Every count but `kills` and `items` should be 0. */
export type FaultResult = { fault: string; kills: number } & Record<string, string | number>;

export type Fault = { run(options: FaultOptions): Promise<FaultResult> };
