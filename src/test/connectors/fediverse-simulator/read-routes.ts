import type { Context } from "hono";
import {
  shownAccount,
  shownInstance,
  shownNotification,
  shownOwnAccount,
  shownStatus,
  tagsIn,
} from "./shown-entities.ts";
import type { SimulatorApp, SimulatorVariables } from "./simulator-app.ts";
import { maySee, type SimulatedServer, type SimulatedStatus, statusById } from "./simulator-state.ts";

const notFound = { error: "Record not found" };

type Call = Context<SimulatorVariables>;

/** Everything that can be read. */
export function addReadRoutes(app: SimulatorApp, server: SimulatedServer): void {
  const visible = (c: Call): SimulatedStatus[] =>
    server.statuses.filter((one) => !one.isRemoved && maySee(server, one, c.get("account")?.id ?? null));
  const shown = (c: Call, statuses: readonly SimulatedStatus[]) =>
    c.json(paged(c, statuses).map((status) => shownStatus(server, status)));

  app.get("/api/v2/instance", (c) => {
    const { host } = new URL(c.req.url);
    return c.json(shownInstance(server, `ws://${host}`));
  });

  app.get("/api/v1/accounts/verify_credentials", (c) => {
    const account = c.get("account");
    return account
      ? c.json(shownOwnAccount(server, account))
      : c.json({ error: "The access token is invalid" }, 401);
  });

  app.get("/api/v1/accounts/lookup", (c) => {
    const [name, host] = (c.req.query("acct") ?? "").split("@");
    const account = server.accounts.find(({ username }) => username === name);
    return account && (host === undefined || host === server.domain)
      ? c.json(shownAccount(server, account))
      : c.json(notFound, 404);
  });

  app.get("/api/v1/accounts/:id/statuses", (c) =>
    shown(
      c,
      visible(c).filter(({ accountId }) => accountId === c.req.param("id")),
    ),
  );

  app.get("/api/v1/timelines/tag/:tag", (c) => {
    if (server.areHashtagsClosed && !c.get("account")) return c.json([]);
    const tag = c.req.param("tag").toLowerCase();
    return shown(
      c,
      visible(c).filter(({ text, visibility }) => visibility === "public" && tagsIn(text).includes(tag)),
    );
  });

  app.get("/api/v2/search", (c) => {
    const { q = "", type, resolve } = c.req.query();
    const words = q.toLowerCase().split(/\s+/);
    const byAddress = server.statuses.filter((status) => shownStatus(server, status).uri === q);
    const found =
      resolve === "true" && /^https?:/.test(q)
        ? byAddress
        : visible(c).filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
    const statuses = type === "statuses" ? paged(c, found).map((status) => shownStatus(server, status)) : [];
    return c.json({ accounts: [], hashtags: [], statuses });
  });

  app.get("/api/v1/notifications", (c) => {
    const account = c.get("account");
    const own = server.notifications.filter(
      ({ accountId, statusId }) => accountId === account?.id && statusById(server, statusId),
    );
    return c.json(paged(c, own).map((notification) => shownNotification(server, notification)));
  });

  app.get("/api/v1/statuses", (c) => {
    const ids = c.req.queries("id[]") ?? [];
    const statuses = visible(c).filter(({ id }) => ids.includes(id));
    return c.json(statuses.map((status) => shownStatus(server, status)));
  });

  app.get("/api/v1/statuses/:id", (c) => {
    const status = visible(c).find(({ id }) => id === c.req.param("id"));
    return status ? c.json(shownStatus(server, status)) : c.json(notFound, 404);
  });

  app.get("/api/v1/statuses/:id/context", (c) => {
    const statuses = visible(c);
    const status = statuses.find(({ id }) => id === c.req.param("id"));
    if (!status) return c.json(notFound, 404);
    const ancestors: SimulatedStatus[] = [];
    const parentOf = ({ inReplyToId }: SimulatedStatus) => statuses.find(({ id }) => id === inReplyToId);
    for (let one = parentOf(status); one; one = parentOf(one)) ancestors.unshift(one);
    const below = (above: SimulatedStatus): SimulatedStatus[] =>
      statuses.filter(({ inReplyToId }) => inReplyToId === above.id).flatMap((one) => [one, ...below(one)]);
    return c.json({
      ancestors: ancestors.map((one) => shownStatus(server, one)),
      descendants: below(status).map((one) => shownStatus(server, one)),
    });
  });
}

/** Newest first, as `max_id`, `since_id` and `min_id` ask; `min_id` takes those right behind it. */
function paged<Item extends { readonly id: string }>(c: Call, items: readonly Item[]): Item[] {
  const { max_id, min_id, since_id, limit = "20" } = c.req.query();
  const most = Math.min(Number(limit), 40);
  const sorted = items
    .filter(({ id }) => max_id === undefined || BigInt(id) < BigInt(max_id))
    .filter(({ id }) => BigInt(id) > BigInt(min_id ?? since_id ?? "0"))
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
  return min_id === undefined ? sorted.slice(0, most) : sorted.slice(-most);
}
