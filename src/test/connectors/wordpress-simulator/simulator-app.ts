import type { Context, Hono } from "hono";

/** What a call to the simulated site knows: whether its user proved who they are. */
export interface SimulatorVariables {
  Variables: { isProven: boolean };
}
export type SimulatorApp = Hono<SimulatorVariables>;
type Status = 400 | 401 | 403 | 404 | 409 | 410 | 500 | 501;

/** A refusal as WordPress writes it. */
export const refuse = (
  c: Context<SimulatorVariables>,
  status: Status,
  code: string,
  message: string,
  more: object = {},
) => c.json({ code, message, data: { status, ...more } }, status);

/** An instant as WordPress writes it: UTC, without saying so. */
export const gmt = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
