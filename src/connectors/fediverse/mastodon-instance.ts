import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { MediaLimit, StatementLimits } from "#connectors/ports/manifest.ts";
import { fediverseManifest } from "./manifest.ts";
import type { MastodonClient } from "./mastodon-client.ts";
import { mastodonInstance } from "./mastodon-shapes.ts";

/** What a server says of itself; nothing where it is too old to say it (before Mastodon 4.0). */
export async function instanceOf(client: MastodonClient, foreignServer?: string) {
  const call = foreignServer === undefined ? {} : { foreignServer };
  try {
    return await client.ask("/api/v2/instance", mastodonInstance, call);
  } catch (error) {
    if (error instanceof ConnectorError && error.failure.kind === "gone") return mastodonInstance.parse({});
    throw error;
  }
}

/** Where the server's streams are: the token goes there, so it is believed only with TLS wherever the server has it. */
export async function streamingOrigin(client: MastodonClient): Promise<string> {
  const { configuration } = await instanceOf(client);
  const said = configuration?.urls?.streaming ?? "";
  if (!URL.canParse(said)) return client.server;
  const url = new URL(said.replace(/^ws/i, "http"));
  return url.protocol === "https:" || url.protocol === new URL(client.server).protocol
    ? url.origin
    : client.server;
}

/** What this server allows; what it does not say is as Mastodon has it by default. */
export async function limitsOf(client: MastodonClient): Promise<StatementLimits> {
  const { configuration } = await instanceOf(client);
  const { limits } = fediverseManifest;
  const files = configuration?.media_attachments;
  const mostMedia = configuration?.statuses?.max_media_attachments ?? limits.mostMedia;
  const mostAltLength = files?.description_limit;
  const media = limits.media.flatMap((limit): MediaLimit[] => {
    const mediaTypes =
      files?.supported_mime_types?.filter((type) => type.startsWith(`${limit.kind}/`)) ?? limit.mediaTypes;
    if (mediaTypes.length === 0) return [];
    const mostBytes = limit.kind === "image" ? files?.image_size_limit : files?.video_size_limit;
    return [
      {
        ...limit,
        mediaTypes,
        mostBytes: mostBytes ?? limit.mostBytes,
        most: limit.kind === "image" ? mostMedia : limit.most,
        ...(mostAltLength !== undefined && { mostAltLength }),
      },
    ];
  });
  const mostLength = configuration?.statuses?.max_characters ?? limits.mostLength;
  return { ...limits, mostLength, mostMedia, media };
}
