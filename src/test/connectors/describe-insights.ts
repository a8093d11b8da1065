import { describe, expect, it } from "vitest";
import type { Metric } from "#connectors/ports/insights-port.ts";
import type { Statement } from "#connectors/ports/publish-port.ts";
import type { Stage } from "./stage.ts";

/** What a network counts has a word in its manifest, and of what is gone there are no numbers. */
export function describeInsights({ connector: { manifest }, network, fresh }: Stage): void {
  const { posts, account } = manifest.abilities.insights;
  const expectWords = (metrics: readonly Metric[]): void => {
    expect(metrics.length).toBeGreaterThan(0);
    for (const { name, value } of metrics) {
      expect(Object.keys(manifest.metrics), name).toContain(name);
      expect(value, name).toBeGreaterThanOrEqual(0);
    }
  };

  describe(`what ${manifest.name} counts`, () => {
    it.runIf(posts.can)("is told of posts that stand, and of no others", async () => {
      const { insights, publish } = network();
      const say = async () => {
        const { text, mark } = fresh();
        const statement: Statement = { text, media: [], options: {} };
        return publish?.send(statement, mark);
      };
      const [stands, gone] = [await say(), await say()];
      if (!stands || !gone) throw new Error("no publish port");
      await publish?.remove?.(gone);
      const found = await insights?.ofPosts?.([stands.externalId, gone.externalId]);
      expect([...(found?.keys() ?? [])]).toEqual([stands.externalId]);
      expectWords(found?.get(stands.externalId) ?? []);
    });

    it.runIf(account.can)("is told of the account", async () => {
      expectWords((await network().insights?.ofAccount?.()) ?? []);
    });
  });
}
