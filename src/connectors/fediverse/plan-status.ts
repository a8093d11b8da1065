import type { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Statement } from "#connectors/ports/publish-port.ts";
import { localId, pathOf } from "./fediverse-threads.ts";
import type { MastodonClient } from "./mastodon-client.ts";
import { type MastodonStatus, mastodonStatus } from "./mastodon-shapes.ts";
import { fediverseOptions } from "./option-words.ts";

/** What a statement becomes on the account's server: whom it answers decides who is named and who may read it. */
export interface PlannedStatus {
  readonly text: string;
  readonly parentId: string | null;
  readonly visibility: string;
}

export function optionsOf(statement: Statement): z.infer<typeof fediverseOptions> {
  const read = fediverseOptions.safeParse(statement.options);
  if (read.success) return read.data;
  throw new ConnectorError(
    { kind: "rejected", reason: "settings" },
    "the statement's options cannot be read",
  );
}

/**
 * Whom an answer names and who may read it. Nobody is told of an answer that does not name them, so the author goes first
 * where the text leaves the name out; in a direct message everybody who is in it. An answer to a private post is never
 * more public than that post, whatever was asked for.
 */
export async function planStatus(
  client: MastodonClient,
  ownId: string,
  statement: Statement,
): Promise<PlannedStatus> {
  const asked = optionsOf(statement).visibility;
  const text = withLink(statement);
  if (!statement.replyTo) return { text, parentId: null, visibility: asked ?? "public" };
  const parent = await client.ask(pathOf(await localId(client, statement.replyTo)), mastodonStatus);
  const isPrivate = parent.visibility === "direct" || parent.visibility === "private";
  const visibility = isPrivate && asked !== "direct" ? parent.visibility : (asked ?? parent.visibility);
  const names = namesIn(parent, visibility === "direct", ownId).filter(
    (acct) => !isNamed(statement.text, acct, client.server),
  );
  return {
    text: [...names.map((acct) => `@${acct}`), text].join(" "),
    parentId: parent.id,
    visibility,
  };
}

function namesIn({ account, mentions }: MastodonStatus, isDirect: boolean, ownId: string): string[] {
  const people = isDirect ? [account, ...mentions] : [account];
  return [...new Set(people.filter(({ id }) => id !== ownId).map(({ acct }) => acct))];
}

function isNamed(text: string, acct: string, server: string): boolean {
  const [name = "", host] = acct.toLowerCase().split("@");
  const own = new URL(server).hostname;
  const named = [
    ...text
      .toLowerCase()
      .matchAll(/(?<![\p{L}\p{N}_/])@([a-z0-9_.-]*[a-z0-9_])(?:@([\p{L}\p{N}.-]*[\p{L}\p{N}]))?/gu),
  ];
  return named.some(([, one, at]) => one === name && (at ?? own) === (host ?? own));
}

/** Servers draw a card for the last address in a text. */
const withLink = ({ text, link }: Statement): string =>
  link === undefined || text.includes(link) ? text : `${text}\n\n${link}`.trim();
