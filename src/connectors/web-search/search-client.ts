import type { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";

/** What a search engine answered when it did not answer the question. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Asks a search engine by one address, and gives its answer as text.
 * @param better what the engine's own words add to the status; undefined where the status says it all
 */
export async function askSearch(
  access: Access,
  url: URL,
  headers: Readonly<Record<string, string>> = {},
  better: (refusal: Refusal) => ConnectorFailure | undefined = () => undefined,
): Promise<string> {
  let answer: Response;
  let text: string;
  try {
    answer = await access.fetch(url.href, { headers, signal: access.signal });
    text = await answer.text();
  } catch (error) {
    throw failureOfLine(error, false);
  }
  if (answer.ok) return text;
  const { status } = answer;
  const failure =
    better({ status, headers: answer.headers, text }) ??
    failureOfResponse({ status, headers: answer.headers, isWrite: false, now: access.now() });
  throw new ConnectorError(failure, `${url.host} answered ${status}: ${text.slice(0, 200)}`);
}

/** An answer by its shape. @throws ConnectorError `retry` for a page of HTML or whatever else stands in its place */
export function readAnswer<Shape extends z.ZodType>(
  text: string,
  shape: Shape,
  host: string,
): z.infer<Shape> {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new ConnectorError({ kind: "retry" }, `${host} answered with what cannot be read`, error);
  }
}
