import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { resolvedHandle } from "./bluesky-shapes.ts";
import type { XrpcClient } from "./xrpc-client.ts";

/** The DID behind a handle; null where nobody has it. */
export async function resolveHandle(client: XrpcClient, handle: string): Promise<string | null> {
  try {
    const answer = await client.ask("com.atproto.identity.resolveHandle", resolvedHandle, {
      params: { handle },
    });
    return answer.did;
  } catch (error) {
    const isNobody =
      error instanceof ConnectorError && (error.failure.kind === "rejected" || error.failure.kind === "gone");
    if (isNobody) return null;
    throw error;
  }
}
