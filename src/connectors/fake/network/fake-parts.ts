import type { Hono } from "hono";
import type { FakeAccount, FakeNetwork, FakeNotice } from "./fake-state.ts";

/** What the practice network works with. */
export interface FakeParts {
  readonly network: FakeNetwork;
  readonly now: () => Date;
  /** Called after every change with the notices it caused: for webhooks, streams and the file. */
  readonly changed: (notices: readonly FakeNotice[]) => void;
  /** Resolves at the next change, or when the signal ends. */
  readonly nextChange: (signal: AbortSignal) => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
}

export type FakeApi = Hono<{ Variables: { account: FakeAccount } }>;
