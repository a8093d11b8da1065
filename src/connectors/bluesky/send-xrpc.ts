import type { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine } from "#connectors/ports/failure-of-response.ts";
import { failureOfXrpc } from "./xrpc-failure.ts";

export interface XrpcCall {
  readonly params?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly body?: unknown;
  readonly bytes?: { readonly mediaType: string; readonly content: Uint8Array };
  /** The call says something: a lost answer leaves open whether it was heard. */
  readonly isWrite?: boolean;
  /** Another service of the network, to which the account's server passes the call on in the account's name. */
  readonly through?: string;
}

/** The address of a call with its parameters. */
export function addressOf(server: string, method: string, { params = {} }: XrpcCall): URL {
  const address = new URL(`${server}/xrpc/${method}`);
  for (const [name, value] of Object.entries(params))
    for (const one of value === undefined ? [] : [value].flat())
      address.searchParams.append(name, String(one));
  return address;
}

export const verbOf = ({ body, bytes }: XrpcCall): "GET" | "POST" =>
  body !== undefined || bytes !== undefined ? "POST" : "GET";

/**
 * One call of XRPC (https://atproto.com/specs/xrpc), with the headers that prove it.
 * @param note hears the headers of every answer
 * @throws ConnectorError for a line that broke and for every refusal
 */
export async function sendXrpc(
  access: Access,
  address: string,
  call: XrpcCall,
  proof: Readonly<Record<string, string>>,
  note?: (headers: Headers) => void,
): Promise<Response> {
  const isWrite = call.isWrite ?? false;
  const headers: Record<string, string> = { accept: "application/json", ...proof };
  if (call.through !== undefined) headers["atproto-proxy"] = call.through;
  if (call.bytes) headers["content-type"] = call.bytes.mediaType;
  else if (verbOf(call) === "POST" && call.body !== null) headers["content-type"] = "application/json";
  let answer: Response;
  let text: string;
  try {
    answer = await access.fetch(address, {
      method: verbOf(call),
      headers,
      body: bodyOf(call),
      signal: access.signal,
    });
    note?.(answer.headers);
    if (answer.ok) return answer;
    text = await answer.text();
  } catch (error) {
    throw failureOfLine(error, isWrite);
  }
  const { status } = answer;
  throw failureOfXrpc({ status, headers: answer.headers, isWrite, now: access.now() }, text);
}

/** Reads an answer by its shape. A page of HTML where JSON belongs is no answer. */
export async function readAnswer<Shape extends z.ZodType>(
  method: string,
  answer: Response,
  shape: Shape,
  isWrite: boolean,
): Promise<z.infer<Shape>> {
  try {
    return shape.parse(await answer.json());
  } catch (error) {
    const kind = isWrite ? "unknown" : "retry";
    throw new ConnectorError({ kind }, `${method} answered with what cannot be read`, error);
  }
}

function bodyOf({ body, bytes }: XrpcCall): Uint8Array<ArrayBuffer> | string | null {
  if (bytes) return bytes.content.slice();
  return body === undefined || body === null ? null : JSON.stringify(body);
}

/** What was filled in, by its shape; where it does not fit, the account cannot be spoken for. */
export function readOr<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  about: "settings" | "wrong_secret",
): z.infer<Shape> {
  const { data, error } = shape.safeParse(value);
  if (!error) return data;
  const failure =
    about === "settings"
      ? ({ kind: "rejected", reason: "settings" } as const)
      : ({ kind: "reconnect", cause: "wrong_secret" } as const);
  throw new ConnectorError(failure, "the account's settings do not have the shape they need", error);
}
