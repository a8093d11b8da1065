import type { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { consentWay } from "./connect-ways.ts";
import { consentSession } from "./consent-session.ts";
import { passwordSession } from "./password-session.ts";
import { addressOf, readAnswer, sendXrpc, verbOf, type XrpcCall } from "./send-xrpc.ts";

/** Speaks XRPC, the interface of AT Protocol servers, for one account. Whatever goes wrong is a `ConnectorError`. */
export type XrpcClient = ReturnType<typeof xrpcClient>;

export function xrpcClient(access: Access) {
  const session = access.way === consentWay ? consentSession(access) : passwordSession(access);

  async function sendSigned(method: string, call: XrpcCall): Promise<Response> {
    const address = addressOf(session.server, method, call);
    const send = async (): Promise<Response> =>
      sendXrpc(access, address.href, call, await session.sign(verbOf(call), address), (headers) =>
        session.note?.(address, headers),
      );
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ConnectorError && (await session.mend(error)))) throw error;
      return send();
    }
  }

  return {
    session,
    /** Asks, and reads the answer by its shape. */
    async ask<Shape extends z.ZodType>(
      method: string,
      shape: Shape,
      call: XrpcCall = {},
    ): Promise<z.infer<Shape>> {
      return readAnswer(method, await sendSigned(method, call), shape, call.isWrite ?? false);
    },
    /** The account's lasting name. */
    did: session.did,
  };
}
