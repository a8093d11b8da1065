import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { MediaLimit } from "#connectors/ports/manifest.ts";
import type { Statement, StatementMedia } from "#connectors/ports/publish-port.ts";
import type { RejectionReason } from "#shared/network-failures.ts";
import { telegramManifest, telegramOptions } from "./manifest.ts";

/** What goes out: the text, and the address after it where the text does not hold it, so that it is never lost with its card. */
export function textOf({ text, link }: Statement): string {
  if (link === undefined || text.includes(link)) return text;
  return text === "" ? link : `${text}\n\n${link}`;
}

/** Which address is shown as a card, and where. */
export function previewOf({ link, options }: Statement): Readonly<Record<string, unknown>> {
  const { preview } = telegramOptions.parse(options);
  if (preview === "none") return { is_disabled: true };
  return { ...(link !== undefined && { url: link }), show_above_text: preview === "above" };
}

/** What kinds of files go out. @throws ConnectorError for what Telegram would refuse, or would show as something else */
export function kindsOf(media: readonly StatementMedia[]): MediaLimit["kind"][] {
  const { limits } = telegramManifest;
  if (media.length > limits.mostMedia) throw refused("media_count", `${media.length} files`);
  const kinds = media.map(({ mediaType, bytes, name }) => {
    const limit = limits.media.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
    if (limit === undefined) throw refused("media_kind", `${name} is ${mediaType}`);
    if (bytes.byteLength === 0) throw refused("media_broken", `${name} is empty`);
    if (bytes.byteLength > limit.mostBytes) throw refused("media_size", `${name} is too large`);
    return limit.kind;
  });
  const groups = new Set(kinds.map((kind) => (kind === "video" ? "image" : kind)));
  if (groups.size > 1) throw refused("media_kind", `an album cannot hold ${[...groups].join(" and ")}`);
  return kinds;
}

export const fileOf = ({ bytes, name, mediaType }: StatementMedia): File =>
  new File([bytes.slice()], name, { type: mediaType });

const refused = (reason: RejectionReason, said: string): ConnectorError =>
  new ConnectorError({ kind: "rejected", reason }, said);
