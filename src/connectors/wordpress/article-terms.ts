import { z } from "zod";
import { plainLine } from "#connectors/page/plain-text.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { WordpressClient } from "./wordpress-client.ts";
import { WordpressRefusal } from "./wordpress-failure.ts";
import { wordpressTerm } from "./wordpress-shapes.ts";

/** The site's categories of these names. @throws ConnectorError `rejected` for one that is not there */
export async function categoriesOf(client: WordpressClient, names: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names) {
    const id = await findTerm(client, "/wp/v2/categories", name);
    if (id === null)
      throw new ConnectorError(
        { kind: "rejected", reason: "settings", said: name },
        `there is no category ${name}`,
      );
    ids.push(id);
  }
  return ids;
}

/** The site's tags of these names; missing ones are made. */
export async function tagsOf(client: WordpressClient, names: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names)
    ids.push((await findTerm(client, "/wp/v2/tags", name)) ?? (await makeTag(client, name)));
  return ids;
}

async function findTerm(client: WordpressClient, path: string, name: string): Promise<number | null> {
  // WordPress keeps names with their ampersands written as HTML, and searches in what it keeps.
  const query = { search: name.replaceAll("&", "&amp;"), per_page: "100", _fields: "id,name" };
  const { items } = await client.list(path, wordpressTerm, query);
  const sought = plainLine(name).toLowerCase();
  return items.find((term) => plainLine(term.name).toLowerCase() === sought)?.id ?? null;
}

async function makeTag(client: WordpressClient, name: string): Promise<number> {
  try {
    // A tag of this name is one tag however often it is made: nothing is said twice by trying again.
    const call = { method: "POST", body: { name } } as const;
    return (await client.ask("/wp/v2/tags", z.object({ id: z.int().positive() }), call)).id;
  } catch (error) {
    if (error instanceof WordpressRefusal && error.termId !== undefined) return error.termId;
    throw error;
  }
}
