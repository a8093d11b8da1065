import { z } from "zod";
import type { SimulatedAccount, SimulatedNetwork } from "./simulated-network.ts";

/** One call as a method of the simulator sees it. */
export interface SimulatedCall {
  readonly network: SimulatedNetwork;
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly file: { readonly bytes: Uint8Array; readonly mediaType: string };
  readonly bearer: string | null;
  /** The service to which the call is passed on. */
  readonly proxied: string | null;
  readonly openSession: (account: SimulatedAccount) => { accessJwt: string; refreshJwt: string };
}

export type SimulatedMethod = (call: SimulatedCall) => object | Promise<object>;

/** A server's no. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 413 | 501;
  readonly code: string;

  constructor(status: Refusal["status"], code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const claims = z.object({ sub: z.string(), scope: z.string(), exp: z.number() });

/** What the token that came with a call allows. */
export const scopeOf = ({ bearer }: SimulatedCall): string => readClaims(bearer ?? "")?.scope ?? "";

/** Whose token came with a call. */
export function accountOf(
  { network, bearer }: SimulatedCall,
  use: "access" | "refresh" = "access",
): SimulatedAccount {
  if (bearer === null) throw new Refusal(401, "AuthMissing", "Authentication Required");
  const data = readClaims(bearer);
  const account = network.accounts.find(({ did }) => did === data?.sub);
  if (!data || !account || (data.scope === "com.atproto.refresh") !== (use === "refresh"))
    throw new Refusal(400, "InvalidToken", "Token could not be verified");
  if (data.exp * 1_000 <= network.now().getTime())
    throw new Refusal(400, "ExpiredToken", "Token has expired");
  return account;
}

const readClaims = (token: string) =>
  z
    .string()
    .transform((text) => claims.parse(JSON.parse(text)))
    .safeParse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8") || "{}").data;
