import { describe, expect, it } from "vitest";
import { failureOf } from "./call-failure.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Stage } from "./stage.ts";

/** What comes in comes once, also across breaks, and nobody else can put anything in. */
export function describeInbox({ connector, rehearsal, network, fresh }: Stage): void {
  const { manifest } = connector;
  const port = () => {
    const { inbox } = network();
    if (!inbox) throw new Error("no inbox port");
    return inbox;
  };
  const readOn = async (from: string | null) => {
    const changes = [];
    let cursor = from;
    for (let hasMore = true; hasMore; ) {
      const page = await port().poll(cursor);
      changes.push(...page.changes);
      ({ cursor, hasMore } = page);
    }
    return { changes, cursor };
  };

  describe(`what is said to us on ${manifest.name}`, () => {
    it("comes once, with who said it, in its conversation", async () => {
      const { cursor: before } = await readOn(null);
      const { mark } = fresh();
      const id = await rehearsal().someoneSays(`@${rehearsal().handle} kapan loket dibuka? ${mark}`);
      const { changes, cursor } = await readOn(before);
      const items = changes.flatMap((change) => (change.kind === "item" ? [change.item] : []));
      const { kind, conversation, isPrivate } = rehearsal().heardAs ?? publicMention;
      expect(items.filter(({ post }) => post.externalId === id)).toMatchObject([
        { kind, isOurs: false, conversation, post: { isPrivate } },
      ]);
      expect(items[0]?.post.text).toContain(mark);
      expect((await readOn(cursor)).changes).toEqual([]);
    });

    it("is not lost when the server breaks down once", async (test) => {
      if (!rehearsal().spoil) return test.skip();
      const { cursor } = await readOn(null);
      const id = await rehearsal().someoneSays(`@${rehearsal().handle} halo? ${fresh().mark}`);
      for (const kind of ["server_error", "html"] as const) {
        await rehearsal().spoil?.({ kind });
        expect(await failureOf(() => port().poll(cursor)), kind).toEqual({ kind: "retry" });
      }
      const { changes } = await readOn(cursor);
      expect(changes).toMatchObject([{ kind: "item", item: { post: { externalId: id } } }]);
    });

    it.runIf(manifest.abilities.inbox.push.can)(
      "comes as it happens, and after a break goes on where it was",
      async (test) => {
        if (!port().stream) return test.skip();
        const { cursor } = await readOn(null);
        const first = await rehearsal().someoneSays(`@${rehearsal().handle} satu ${fresh().mark}`);
        const second = await rehearsal().someoneSays(`@${rehearsal().handle} dua ${fresh().mark}`);
        const [one] = await take(port().stream?.(cursor), 1);
        const [two] = await take(port().stream?.(one?.cursor ?? null), 1);
        expect([one, two].map((event) => event?.change)).toMatchObject(
          [first, second].map((externalId) => ({ kind: "item", item: { post: { externalId } } })),
        );
      },
    );

    it("is pushed to the door that was named to it, and to none after that was taken back", async (test) => {
      const { registrar } = network();
      if (!registrar) return test.skip();
      const url = "https://meja.contoh.go.id/api/webhooks/3b0f5f0e-58b8-4c49-9e1b-4f0f6f2f7f11";
      await registrar.register({ url, secret: "rahasia-pintu-1" });
      await registrar.register({ url, secret: "rahasia-pintu-1" });
      expect(await registrar.state()).toEqual({ url, waiting: expect.any(Number), lastFailure: null });
      if (rehearsal().spoil) {
        await rehearsal().spoil?.({ kind: "server_error" });
        expect(await failureOf(() => registrar.state())).toEqual({ kind: "retry" });
        await rehearsal().spoil?.({ kind: "html" });
        expect(await failureOf(() => registrar.register({ url, secret: "rahasia-pintu-1" }))).toEqual({
          kind: "retry",
        });
      }
      await registrar.unregister();
      await registrar.unregister();
      expect(await registrar.state()).toEqual({ url: null, waiting: expect.any(Number), lastFailure: null });
    });

    it("is believed only when the network itself pushes it, in time, to this account", async (test) => {
      if (!rehearsal().webhook || !connector.webhook) return test.skip();
      const { secrets, settings, externalId, now } = rehearsal().access();
      const account = { externalId, settings, handle: rehearsal().handle };
      const prove = async (spoilt?: Parameters<NonNullable<Rehearsal["webhook"]>>[0]) =>
        connector.webhook?.verify((await rehearsal().webhook?.(spoilt)) ?? never(), secrets, account, now());
      const proven = await prove();
      expect(proven).toMatchObject({ kind: "events", events: [{ id: expect.any(String) }] });
      for (const [spoilt, why] of refusedWebhooks) {
        if (rehearsal().neverSpoilt?.includes(spoilt)) continue;
        expect(await prove(spoilt), spoilt).toEqual({ kind: "refused", why });
      }
      const body = proven?.kind === "events" ? (proven.events[0]?.body ?? "") : "";
      expect(connector.webhook.read(body, account)).toMatchObject([{ kind: "item" }]);
    });
  });
}

const publicMention = { kind: "mention", conversation: { kind: "thread" }, isPrivate: false };

const refusedWebhooks = [
  ["forged", "bad_signature"],
  ["late", "too_old"],
  ["other_account", "wrong_account"],
  ["unreadable", "unreadable"],
] as const;

const never = (): never => {
  throw new Error("nothing was pushed");
};

async function take<Item>(items: AsyncIterable<Item> | undefined, count: number): Promise<Item[]> {
  const taken: Item[] = [];
  for await (const item of items ?? []) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
