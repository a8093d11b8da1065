import { foldValue } from "#text/fold.ts";
import { networkChannels } from "../../contract/outlet.ts";
import type { VoiceId } from "./outlet-tables.ts";

const networks: ReadonlySet<string> = new Set(networkChannels);

/** Whether accounts speak on a channel, and its outlets are but the name of the network. */
export const isNetwork = (channel: string): boolean => networks.has(channel);

/** A handle as it is compared: folded, without the sign before it. */
export const handleOf = (author: string): string => foldValue(author).replace(/^@+/, "");

/** The key of an account; null where nobody is named. */
export function accountKey(channel: string, author: string | null): string | null {
  const handle = author === null ? "" : handleOf(author);
  return handle === "" ? null : `${channel}:${handle}`;
}

/** The network and the handle of an account's key. */
export function partsOfKey(key: string): { channel: string; handle: string } {
  const at = key.indexOf(":");
  return { channel: key.slice(0, at), handle: key.slice(at + 1) };
}

const quoted = (words: string): string => `"${words.replaceAll('"', "")}"`;

/** The query that finds what an outlet or an account said. */
export function voiceQuery({ kind, key }: VoiceId): string {
  if (kind === "outlet") return `outlet:${quoted(key)}`;
  const { channel, handle } = partsOfKey(key);
  return `author:(${quoted(handle)} OR ${quoted(`@${handle}`)}) channel:${channel}`;
}
