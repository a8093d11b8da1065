import { describe, expect, it } from "vitest";
import type { NetworkPost, Page } from "#connectors/ports/network-post.ts";
import type { Stage } from "./stage.ts";

/** What others say is found whole. */
export function describeListening({ connector: { manifest }, rehearsal, network, fresh }: Stage): void {
  describe(`what others say on ${manifest.name}`, () => {
    it("is found by its words, the newest first, page after page without a gap", async () => {
      const { mark } = fresh();
      const word = `jembatan${mark.replaceAll("-", "")}`;
      const said: string[] = [];
      for (let time = 0; time < 3; time += 1)
        said.push(await rehearsal().someoneSays(`${word} retak ${time}`));
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<NetworkPost> | undefined = await network().listen?.search?.(
          { by: "words", words: word },
          cursor,
        );
        found.push(...(page?.items ?? []).map(({ externalId }) => externalId));
        cursor = page?.cursor ?? null;
      } while (cursor !== null);
      expect(found).toEqual(said.toReversed());
    });
  });
}
