import type { Manifest } from "#connectors/ports/manifest.ts";
import { shownHandle } from "#connectors/ports/shown-handle.ts";
import type { NetworkQuery } from "../../contract/network-query.ts";
import { channelOfNetwork } from "./draft-from-post.ts";

/** Networks of pages say nothing of how a page is read; what they find is news. */
export function channelOfFound({ key, abilities }: Manifest) {
  const own = channelOfNetwork(key);
  return own === "other" && !abilities.insights.posts.can ? "news" : own;
}

/** What a source is called until somebody gives it a name. */
export function titleOf(query: NetworkQuery | null, manifest: Manifest): string {
  const network = manifest.name.id;
  switch (query?.by) {
    case "words":
      return `${query.words} · ${network}`.slice(0, 200);
    case "hashtag":
      return `#${query.tag} · ${query.server ?? network}`.slice(0, 200);
    case "author":
      return `${shownHandle(manifest, query.author)} · ${network}`.slice(0, 200);
    case "mention":
      return `… ${shownHandle(manifest, query.of)} · ${network}`.slice(0, 200);
    case "domain":
      return `${query.domain} · ${network}`.slice(0, 200);
    case "link":
      return `${query.url} · ${network}`.slice(0, 200);
    default:
      return network;
  }
}
