import { ConnectorError } from "./connector-error.ts";
import { failureOfResponse } from "./failure-of-response.ts";

/**
 * The bytes of a file that a network, or anybody's server, answered with.
 * @throws ConnectorError by the answer's status; `rejected` with `media_size` when it is larger than `mostBytes`
 */
export async function readFile(
  answer: Response,
  { mostBytes, now }: { readonly mostBytes: number; readonly now: Date },
): Promise<Uint8Array> {
  const { status, headers } = answer;
  if (!answer.ok) {
    await answer.body?.cancel();
    const failure = failureOfResponse({ status, headers, isWrite: false, now });
    throw new ConnectorError(failure, `the file was answered ${status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = Number(headers.get("content-length") ?? 0);
  if (bytes <= mostBytes) {
    bytes = 0;
    // Whoever leaves this loop lets go of the line.
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) break;
      chunks.push(chunk);
    }
  } else await answer.body?.cancel();
  if (bytes > mostBytes)
    throw new ConnectorError({ kind: "rejected", reason: "media_size" }, `more than ${mostBytes} bytes`);
  return Buffer.concat(chunks);
}
