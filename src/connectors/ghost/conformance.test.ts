import { plainText } from "#connectors/page/plain-text.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import { openGhostSimulator } from "#test/connectors/ghost-simulator/open-ghost-simulator.ts";
import type { Rehearsal } from "#test/connectors/rehearsal.ts";
import { ghostConnector } from "./ghost-connector.ts";

describeConformance(ghostConnector, openRehearsal);

/** A site built from Ghost's documentation. */
async function openRehearsal(): Promise<Rehearsal> {
  const now = () => new Date();
  const { ghost, address, key, close } = await openGhostSimulator(now);
  const accessWith = (secret: string) => ({
    way: "admin_key",
    settings: { site: address },
    secrets: { key: secret },
    externalId: address.replace("http://", ""),
    fetch,
    stream: fetch,
    permit: anyHost,
    now,
    signal: new AbortController().signal,
  });
  return {
    handle: address.replace("http://", ""),
    access: () => accessWith(key),
    wrongAccess: () => accessWith(`${key.split(":")[0]}:${"cd".repeat(32)}`),
    someoneSays: async () => {
      throw new Error("nobody else speaks here");
    },
    countPosts: async (text) =>
      ghost.posts.filter(({ status, html }) => status === "published" && plainText(html) === text).length,
    spoil: async (trouble) => {
      ghost.troubles.push(trouble);
    },
    close,
  };
}
