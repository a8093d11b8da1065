import type { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import type { RejectionReason } from "#shared/network-failures.ts";
import { fakeSecrets, fakeSettings } from "./manifest.ts";

export interface FakeCall {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly bytes?: { readonly mediaType: string; readonly content: Uint8Array };
  /** The call says something: a lost answer leaves open whether it was heard. */
  readonly isWrite?: boolean;
}

/** Why the practice network refuses, in the words of the ports. */
const refusals = new Map<string, RejectionReason>([
  ["too_long", "too_long"],
  ["empty", "empty"],
  ["media_kind", "media_kind"],
  ["media_size", "media_size"],
  ["media_broken", "media_broken"],
]);

export type FakeClient = ReturnType<typeof fakeClient>;

/** Speaks the practice network's interface for one account. Whatever goes wrong is a `ConnectorError`. */
export function fakeClient(access: Access) {
  const { server } = fakeSettings.parse(access.settings);
  const { token } = fakeSecrets.parse(access.secrets);

  async function send(path: string, call: FakeCall, fetch = access.fetch): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (call.body !== undefined) headers["content-type"] = "application/json";
    if (call.bytes) headers["content-type"] = call.bytes.mediaType;
    const body = call.bytes
      ? call.bytes.content.slice()
      : call.body === undefined
        ? null
        : JSON.stringify(call.body);
    const isWrite = call.isWrite ?? false;
    let answer: Response;
    try {
      answer = await fetch(`${server}${path}`, {
        method: call.method ?? "GET",
        headers,
        body,
        signal: access.signal,
      });
    } catch (error) {
      throw failureOfLine(error, isWrite);
    }
    if (!answer.ok) throw await refusal(answer, isWrite, access.now());
    return answer;
  }

  return {
    server,
    /** Asks, and reads the answer by its shape. A page of HTML where JSON belongs is no answer. */
    async ask<Shape extends z.ZodType>(
      path: string,
      shape: Shape,
      call: FakeCall = {},
    ): Promise<z.infer<Shape>> {
      const answer = await send(path, call);
      try {
        return shape.parse(await answer.json());
      } catch (error) {
        throw new ConnectorError(
          { kind: call.isWrite ? "unknown" : "retry" },
          `${path} answered with what cannot be read`,
          error,
        );
      }
    },
    async tell(path: string, call: FakeCall): Promise<void> {
      const answer = await send(path, call);
      await answer.body?.cancel();
    },
    /** The lines of an answer that does not end, as they come. Ends with the signal. */
    async *lines(path: string): AsyncIterable<string> {
      const answer = await send(path, {}, access.stream);
      const decoder = new TextDecoder();
      let rest = "";
      try {
        for await (const chunk of answer.body ?? []) {
          const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
          rest = lines.pop() ?? "";
          yield* lines.filter((line) => line !== "");
        }
      } catch (error) {
        if (access.signal.aborted) return;
        throw failureOfLine(error, false);
      }
      if (!access.signal.aborted) throw new ConnectorError({ kind: "retry" }, "the stream ended");
    },
  };
}

async function refusal(answer: Response, isWrite: boolean, now: Date): Promise<ConnectorError> {
  const said = await answer.text().catch(() => "");
  const code = /"error":"([a-z_]+)"/.exec(said)?.[1] ?? "";
  const failure = failureOfResponse({ status: answer.status, headers: answer.headers, isWrite, now });
  return new ConnectorError(better(failure, code), `${answer.status} ${said.slice(0, 200)}`);
}

/** What the network's own word adds to the status. */
function better(failure: ConnectorFailure, code: string): ConnectorFailure {
  if (failure.kind === "reconnect")
    return { kind: "reconnect", cause: code === "expired" ? "expired" : "revoked" };
  const reason = refusals.get(code);
  return reason === undefined ? failure : { kind: "rejected", reason };
}
