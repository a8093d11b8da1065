import type { Manifest, Sentence } from "#connectors/ports/manifest.ts";
import { shownHandle } from "#connectors/ports/shown-handle.ts";
import { connectors } from "#connectors/registry.ts";

/** A network of a later version may stand in the database after going back to an earlier one; it has no words then. */
const manifestOf = (network: string): Manifest | undefined =>
  connectors.find(({ manifest }) => manifest.key === network)?.manifest;

/** What people call a network. What is no network of ours is called as it was written. */
export const networkName = (network: string): Sentence =>
  manifestOf(network)?.name ?? { id: network, en: network };

/** An account's name as people write it on its network. */
export function handleOn(network: string, handle: string): string {
  const manifest = manifestOf(network);
  return manifest ? shownHandle(manifest, handle) : handle;
}

/**
 * The name of an account that is held elsewhere, on a network that was only named: "@" stands before names, and before
 * nothing that is a number to call or a site of its own.
 */
export function handleElsewhere(handle: string, url: string | null): string {
  const isNumber = /^\+?[\d\s-]+$/.test(handle);
  const isSite = url !== null && URL.canParse(url) && new URL(url).hostname.replace(/^www\./, "") === handle;
  return handle === "" || isNumber || isSite || handle.includes("@") ? handle : `@${handle}`;
}
