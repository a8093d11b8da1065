import type { Hono } from "hono";
import type { SimulatedAccount } from "./simulator-state.ts";

/** What a call to the simulated server knows: whose token came with it. */
export interface SimulatorVariables {
  Variables: { account: SimulatedAccount | undefined };
}
export type SimulatorApp = Hono<SimulatorVariables>;
