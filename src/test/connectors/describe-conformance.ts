import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connector, OpenConnector } from "#connectors/ports/connector.ts";
import { failureOf } from "./call-failure.ts";
import { describeInbox } from "./describe-inbox.ts";
import { describeInsights } from "./describe-insights.ts";
import { describeListening } from "./describe-listening.ts";
import { describePublishing } from "./describe-publishing.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Stage } from "./stage.ts";

/**
 * Holds a network to what its manifest promises and to what every port promises: who answers, what is said once, what
 * comes in once, and what each kind of failure is called.
 */
export function describeConformance(connector: Connector, open: () => Promise<Rehearsal>): void {
  const { manifest } = connector;
  let rehearsal: Rehearsal;
  let network: OpenConnector;
  let number = 0;
  const stage: Stage = {
    connector,
    rehearsal: () => rehearsal,
    network: () => network,
    fresh: () => {
      number += 1;
      const name = `${manifest.key}-${number}`;
      return { text: `Pelayanan dibuka sampai sore (${name})`, mark: `mark-${name}` };
    },
  };

  beforeAll(async () => {
    rehearsal = await open();
    network = connector.open(rehearsal.access());
  });
  afterAll(() => rehearsal.close());

  describe(`${manifest.name.id} as a network`, () => {
    it("has the ports that its manifest promises, and no others", () => {
      const { listen, inbox, publish, insights } = manifest.abilities;
      const canSearch = [
        listen.words,
        listen.hashtag,
        listen.author,
        listen.mention,
        listen.domain,
        listen.link,
      ];
      expect(network.listen?.search !== undefined).toBe(canSearch.some((ability) => ability.can));
      expect(network.listen?.stream !== undefined).toBe(listen.stream.can);
      expect(network.inbox !== undefined).toBe(
        [inbox.mentions, inbox.replies, inbox.direct].some((one) => one.can),
      );
      expect(network.inbox?.thread !== undefined).toBe(inbox.threads.can);
      expect(network.inbox?.fetchAttachment !== undefined).toBe(inbox.files?.can === true);
      expect(network.registrar !== undefined).toBe(connector.webhook?.secretField !== undefined);
      expect(network.inbox?.stream !== undefined || connector.webhook !== undefined).toBe(inbox.push.can);
      expect(network.publish !== undefined).toBe(publish.post.can);
      expect(network.publish?.edit !== undefined).toBe(publish.edit.can);
      expect(network.publish?.remove !== undefined).toBe(publish.remove.can);
      expect(network.insights?.ofPosts !== undefined).toBe(insights.posts.can);
      expect(network.insights?.ofAccount !== undefined).toBe(insights.account.can);
    });

    it("says whose account it is", async () => {
      const me = await network.identify();
      expect(me.handle).toBe(rehearsal.handle);
      expect(me.externalId).not.toBe("");
    });

    it("calls a secret that it does not know a reason to connect again", async (test) => {
      const asksForSecret = manifest.ways.some(({ secrets }) => Object.keys(secrets.shape).length > 0);
      if (!asksForSecret) test.skip("it asks for no secret");
      if (!rehearsal.wrongAccess) throw new Error("the rehearsal has no wrong secret");
      const wrong = connector.open(rehearsal.wrongAccess());
      expect(await failureOf(() => wrong.identify())).toMatchObject({ kind: "reconnect" });
    });
  });

  if (manifest.abilities.publish.post.can && manifest.isByHand !== true) describePublishing(stage);
  const { posts, account } = manifest.abilities.insights;
  if (posts.can || account.can) describeInsights(stage);
  const { mentions, replies, direct } = manifest.abilities.inbox;
  if (mentions.can || replies.can || direct.can) describeInbox(stage);
  if (manifest.abilities.listen.words.can) describeListening(stage);
}
