import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Access, Connector } from "#connectors/ports/connector.ts";
import { anyHost } from "../any-host.ts";
import { failureOf } from "../call-failure.ts";
import { describeConformance } from "../describe-conformance.ts";
import type { Rehearsal } from "../rehearsal.ts";
import { openSearchSimulator, type SearchSimulator } from "./open-search-simulator.ts";

interface Engine {
  readonly connector: Connector;
  readonly handle: (address: string) => string;
  readonly settings: (address: string) => unknown;
  readonly secrets: unknown;
  readonly wrongSecrets?: unknown;
}

const now = new Date("2026-11-23T02:00:00Z");

/** Access whose calls arrive at the simulator, whatever host they name. */
function accessTo({ address }: SearchSimulator, { settings, connector }: Engine, secrets: unknown): Access {
  const way = connector.manifest.ways[0];
  const toSimulator: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    return fetch(new URL(`${url.pathname}${url.search}`, address), init);
  };
  return {
    way: way.key,
    settings: way.settings.parse(settings(address)),
    secrets: way.secrets.parse(secrets),
    externalId: "",
    fetch: toSimulator,
    stream: toSimulator,
    permit: anyHost,
    now: () => now,
    signal: new AbortController().signal,
  };
}

/** Holds a search engine to every port's promises, and to what is special about finding pages. */
export function describeSearch(engine: Engine): void {
  const { connector, secrets, wrongSecrets } = engine;
  describeConformance(connector, async (): Promise<Rehearsal> => {
    const simulator = await openSearchSimulator();
    let said = 0;
    return {
      handle: engine.handle(simulator.address),
      access: () => accessTo(simulator, engine, secrets),
      ...(wrongSecrets === undefined ? {} : { wrongAccess: () => accessTo(simulator, engine, wrongSecrets) }),
      async someoneSays(text) {
        said += 1;
        const url = `https://kabar.test/${said}`;
        simulator.pages.push({
          url,
          title: text,
          text: "",
          at: new Date(now.getTime() - 3_600_000 + said * 1_000),
        });
        return url;
      },
      countPosts: async () => 0,
      close: simulator.close,
    };
  });

  describe(`pages that ${connector.manifest.name} finds`, () => {
    let simulator: SearchSimulator;
    beforeAll(async () => {
      simulator = await openSearchSimulator();
    });
    afterAll(() => simulator.close());
    beforeEach(() => {
      simulator.pages.length = 0;
    });
    const search = async (words: string) =>
      (
        await connector
          .open(accessTo(simulator, engine, secrets))
          .listen?.search?.({ by: "words", words }, null)
      )?.items ?? [];

    it("have a title, their outlet, and the one address by which an article is known", async () => {
      const at = new Date(now.getTime() - 60_000);
      const url = "https://m.kabar.test/banjir?utm_source=feed";
      simulator.pages.push({ url, title: "Banjir rob di Semarang", text: "<b>Warga</b> mengungsi", at });
      const [page] = await search("banjir rob");
      expect(page).toMatchObject({
        title: "Banjir rob di Semarang",
        publishedAt: at,
        isPrivate: false,
        author: { handle: expect.stringMatching(/kabar\.test$/) },
      });
      expect(page?.url).not.toContain("utm_");
      expect(page?.externalId).toBe(page?.url);
      expect(page?.text).not.toContain("<");
    });

    it("are found within a site, and the others are not", async () => {
      const at = new Date(now.getTime() - 60_000);
      for (const host of ["dinas.test", "lain.test"])
        simulator.pages.push({ url: `https://${host}/a`, title: `Kabar dari ${host}`, text: "", at });
      const network = connector.open(accessTo(simulator, engine, secrets));
      const found = await network.listen?.search?.({ by: "domain", domain: "dinas.test" }, null);
      expect(found?.items.map(({ author }) => author.handle)).toEqual(["dinas.test"]);
    });

    it("come to an end for what no search engine knows, in words of the ports", async () => {
      const network = connector.open(accessTo(simulator, engine, secrets));
      const asked = () =>
        network.listen?.search?.({ by: "hashtag", tag: "banjir" }, null) ?? Promise.resolve();
      expect(await failureOf(asked)).toMatchObject({ kind: "rejected" });
    });

    it.each([
      ["too many questions", { kind: "too_many", retryAfterSeconds: 30 } as const, "rate_limited"],
      ["a broken server", { kind: "server_error" } as const, "retry"],
      ["a page of HTML", { kind: "html" } as const, "retry"],
      ["half an answer", { kind: "answer_lost" } as const, "retry|rejected"],
    ])("meet %s with a failure that has a name", async (_what, trouble, kind) => {
      simulator.troubles.push(trouble);
      expect((await failureOf(() => search("apa saja"))).kind).toMatch(new RegExp(`^(${kind})$`));
    });

    it("bear any answer", async () => {
      for (const body of [
        "",
        "null",
        "[]",
        "{}",
        '{"results":7}',
        '{"type":"news","results":[{}]}',
        "<rss>",
        "\0",
      ]) {
        simulator.foreignAnswers.push({ status: 200, body });
        const outcome = await search("apa saja").then(
          (items) => items.length,
          async (error: unknown) => (await failureOf(() => Promise.reject(error))).kind,
        );
        expect([0, "retry", "rejected"], body).toContain(outcome);
      }
    });
  });
}
