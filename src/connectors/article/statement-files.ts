import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { MediaLimit, StatementLimits } from "#connectors/ports/manifest.ts";
import type { Statement, StatementMedia } from "#connectors/ports/publish-port.ts";
import { countText } from "#text/counters/count-text.ts";

/**
 * Holds a statement to what its network takes, before anything is uploaded.
 * @throws ConnectorError `rejected`
 */
export function requireFit(statement: Statement, limits: StatementLimits): void {
  const { text, media, title = "" } = statement;
  if (countText(text, limits.counter) > limits.mostLength) throw refused("too_long", "the text is too long");
  if (title.length > (limits.mostTitleLength ?? Number.POSITIVE_INFINITY))
    throw refused("too_long", "the title is too long");
  if (text.trim() === "" && media.length === 0) throw refused("empty", "there is nothing in it");
  if (media.length > limits.mostMedia) throw refused("media_count", `${media.length} files`);
  for (const file of media) {
    const limit = limitOf(file, limits);
    if (!limit) throw refused("media_kind", `${file.mediaType} is not taken`);
    if (file.bytes.byteLength > limit.mostBytes)
      throw refused("media_size", `${file.bytes.byteLength} bytes`);
  }
}

/** The rule that a file falls under. */
export const limitOf = ({ mediaType }: StatementMedia, { media }: StatementLimits): MediaLimit | undefined =>
  media.find(({ mediaTypes }) => mediaTypes.includes(mediaType));

const refused = (
  reason: "too_long" | "empty" | "media_count" | "media_kind" | "media_size",
  message: string,
): ConnectorError => new ConnectorError({ kind: "rejected", reason }, message);
