import { describe, expect, it } from "vitest";
import type { Statement, StatementMedia } from "#connectors/ports/publish-port.ts";
import { failureOf } from "./call-failure.ts";
import type { Stage } from "./stage.ts";

/** Too long for a network is at least so much. */
const leastLong = 20_000;

/** A picture of one white point, as a PNG. */
const picture: StatementMedia = {
  name: "titik.png",
  mediaType: "image/png",
  bytes: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==",
    "base64",
  ),
  alt: "Satu titik putih",
};

const say = (text: string, more: Partial<Statement> = {}): Statement => ({
  text,
  media: [],
  options: {},
  ...more,
});

/** What is said once stands there once, and every failure has its name. */
export function describePublishing({ connector: { manifest }, rehearsal, network, fresh }: Stage): void {
  const port = () => {
    const { publish } = network();
    if (!publish) throw new Error("no publish port");
    return publish;
  };

  describe(`what is said on ${manifest.name}`, () => {
    it("stands there once, also when it is sent again under its mark", async () => {
      const { text, mark } = fresh();
      const first = await port().send(say(text), mark);
      expect(await rehearsal().countPosts(text)).toBe(1);
      if (!manifest.abilities.publish.lookUp.can) return;
      const again = await port().send(say(text), mark);
      expect(again.externalId).toBe(first.externalId);
      expect(await rehearsal().countPosts(text)).toBe(1);
    });

    it("is found by its mark, and what was never said is not", async () => {
      const { text, mark } = fresh();
      const since = rehearsal().access().now();
      const before = await port().lookUp(say(text), mark, since);
      const sent = await port().send(say(text), mark);
      const after = await port().lookUp(say(text), mark, since);
      if (manifest.abilities.publish.lookUp.can) {
        expect(before).toEqual({ found: null });
        expect(after).toMatchObject({ found: { externalId: sent.externalId } });
      } else expect([before, after]).toEqual([{ found: "cannot_tell" }, { found: "cannot_tell" }]);
    });

    it("is refused when it is too long, and nothing stands there", async () => {
      const { mark } = fresh();
      const length = Math.max(leastLong, manifest.limits.mostLength);
      const text = `${"panjang sekali ".repeat(Math.ceil(length / 15))}${mark}`;
      expect(await failureOf(() => port().send(say(text), mark))).toMatchObject({
        kind: "rejected",
        reason: "too_long",
      });
      expect(await rehearsal().countPosts(text)).toBe(0);
    });

    it.runIf(manifest.abilities.publish.reply.can)("answers a post in its thread", async () => {
      const { text, mark } = fresh();
      const asked = await rehearsal().someoneSays(`Sampai pukul berapa? ${mark}`);
      const sent = await port().send(say(text, { replyTo: { externalId: asked } }), mark);
      const shown = await network().inbox?.thread?.({ externalId: asked });
      const thread = shown?.map(({ externalId }) => externalId) ?? (await rehearsal().threadOf?.(asked));
      expect(thread).toEqual([asked, sent.externalId]);
    });

    it.runIf(manifest.abilities.publish.media.can)("carries a picture with what it shows", async () => {
      const { text, mark } = fresh();
      const sent = await port().send(say(text, { media: [picture] }), mark);
      expect(sent.externalId).not.toBe("");
      const broken = { ...picture, mediaType: "application/x-msdownload", name: "virus.exe" };
      const failure = await failureOf(() => port().send(say(text, { media: [broken] }), `${mark}-x`));
      expect(failure).toMatchObject({ kind: "rejected", reason: "media_kind" });
    });

    it.runIf(manifest.abilities.publish.edit.can)("can be changed", async () => {
      const { text, mark } = fresh();
      const sent = await port().send(say(text), mark);
      await port().edit?.(sent, say(`${text}, diperbaiki`));
      expect(await rehearsal().countPosts(`${text}, diperbaiki`)).toBe(1);
      expect(await rehearsal().countPosts(text)).toBe(0);
    });

    it.runIf(manifest.abilities.publish.remove.can)("can be taken back, also twice", async () => {
      const { text, mark } = fresh();
      const sent = await port().send(say(text), mark);
      await port().remove?.(sent);
      await port().remove?.(sent);
      expect(await rehearsal().countPosts(text)).toBe(0);
    });

    it("may have been said when the answer is lost, and is then found", async (test) => {
      if (!rehearsal().spoil || !manifest.abilities.publish.lookUp.can) return test.skip();
      const other = fresh();
      const { url } = await port().send(say(other.text), other.mark);
      const { text, mark } = fresh();
      const since = rehearsal().access().now();
      await rehearsal().spoil?.({ kind: "answer_lost" });
      expect(await failureOf(() => port().send(say(text), mark))).toEqual({ kind: "unknown" });
      // With an address where posts of this network have one.
      expect(await port().lookUp(say(text), mark, since)).toMatchObject({
        found: { externalId: expect.any(String), url: url === null ? null : expect.any(String) },
      });
      expect(await rehearsal().countPosts(text)).toBe(1);
    });

    it("may have been said when the server breaks down, and an office page is no answer", async (test) => {
      if (!rehearsal().spoil) return test.skip();
      for (const kind of ["server_error", "html"] as const) {
        const { text, mark } = fresh();
        await rehearsal().spoil?.({ kind });
        expect(await failureOf(() => port().send(say(text), mark)), kind).toEqual({ kind: "unknown" });
      }
    });

    it("waits as long as the network says", async (test) => {
      if (!rehearsal().spoil) return test.skip();
      const now = rehearsal().access().now().getTime();
      for (const retryAfterSeconds of [120, null]) {
        await rehearsal().spoil?.({ kind: "too_many", retryAfterSeconds });
        const { text, mark } = fresh();
        const failure = await failureOf(() => port().send(say(text), mark));
        if (failure.kind !== "rate_limited") throw new Error(failure.kind);
        const waitMs = failure.until.getTime() - now;
        if (retryAfterSeconds !== null) expect(Math.abs(waitMs - 120_000)).toBeLessThan(30_000);
        expect(waitMs).toBeGreaterThan(0);
        expect(await rehearsal().countPosts(text)).toBe(0);
      }
    });
  });
}
