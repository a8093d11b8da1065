import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { plainText } from "#connectors/page/plain-text.ts";
import type { Access } from "#connectors/ports/connector.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import type { Rehearsal } from "#test/connectors/rehearsal.ts";
import {
  isWordpressInstalled,
  type OpenWordpress,
  openWordpress,
} from "#test/connectors/wordpress-site/open-wordpress.ts";
import { wordpressSettings } from "./manifest.ts";
import { wordpressConnector } from "./wordpress-connector.ts";

const isHere = isWordpressInstalled();
if (!isHere)
  console.warn(
    "NOT TESTED against WordPress itself: as root, apt-get install wordpress mariadb-server php-cli php-mysql php-xml " +
      "php-mbstring php-curl php-gd php-zip php-intl. The simulator was used alone.",
  );

const now = () => new Date();
const quoted = (text: string): string => `base64_decode('${Buffer.from(text).toString("base64")}')`;

const accessTo = ({ address, user, password }: OpenWordpress, externalId: string): Access => ({
  way: "application_password",
  settings: { site: address, user },
  secrets: { password },
  externalId,
  fetch,
  stream: fetch,
  permit: anyHost,
  now,
  signal: new AbortController().signal,
});

/** A guest's comment, as the site itself would keep it. */
const comment = (wordpress: OpenWordpress, post: number, text: string, parent = 0): Promise<string> =>
  wordpress.php(`echo wp_insert_comment(['comment_post_ID' => ${post}, 'comment_parent' => ${parent},
    'comment_content' => ${quoted(text)}, 'comment_author' => 'Warga', 'comment_author_email' => 'w@contoh.test',
    'comment_approved' => 1]);`);

async function openRehearsal(): Promise<Rehearsal> {
  const wordpress = await openWordpress();
  const { externalId, handle } = await wordpressConnector.open(accessTo(wordpress, "")).identify();
  const post = Number(
    await wordpress.php(`echo wp_insert_post(['post_title' => 'Jam layanan', 'post_status' => 'publish']);`),
  );
  return {
    handle,
    access: () => accessTo(wordpress, externalId),
    wrongAccess: () => accessTo({ ...wordpress, password: "bukan sandi kita" }, externalId),
    heardAs: { kind: "comment", conversation: { kind: "thread" }, isPrivate: false },
    someoneSays: async (text, replyTo) =>
      `comment:${await comment(wordpress, post, text, Number(replyTo?.split(":")[1] ?? 0))}`,
    countPosts: async (text) => {
      const all = z
        .array(z.string())
        .parse(
          JSON.parse(
            await wordpress.php(
              `echo json_encode(array_column(get_posts(['numberposts' => -1, 'post_status' => 'publish']), 'post_content'));`,
            ),
          ),
        );
      return all.filter((content) => plainText(content) === text).length;
    },
    close: wordpress.close,
  };
}

if (isHere) describeConformance(wordpressConnector, openRehearsal);

describe.runIf(isHere)("WordPress itself", () => {
  let rehearsal: Rehearsal;
  const port = () => {
    const { publish, inbox } = wordpressConnector.open(rehearsal.access());
    if (!publish || !inbox) throw new Error("a port is missing");
    return { publish, inbox };
  };
  const say = (text: string, more: object = {}) => ({ text, media: [], options: {}, ...more });

  const article = z.object({
    content: z.object({ rendered: z.string() }),
    categories: z.array(z.int()).optional(),
    tags: z.array(z.int()).optional(),
  });
  /** As anybody sees it. */
  const shown = async (externalId: string) => {
    const [kind, id] = externalId.split(":");
    const { site } = wordpressSettings.parse(rehearsal.access().settings);
    return article.parse(await (await fetch(`${site}/wp-json/wp/v2/${kind}s/${id}`)).json());
  };

  beforeAll(async () => {
    rehearsal = await openRehearsal();
  });
  afterAll(() => rehearsal?.close());

  it("schedules, finds what it scheduled, and shows a published page to everybody", async () => {
    const publishAt = new Date(now().getTime() + 3_600_000).toISOString();
    const planned = say("Besok.", { title: "Rencana", options: { publishAt } });
    const sent = await port().publish.send(planned, "terjadwal");
    expect(await port().publish.lookUp(planned, "terjadwal", now())).toMatchObject({ found: sent });
    expect(await rehearsal.countPosts("Besok.")).toBe(0);
    const page = await port().publish.send(
      say("Isi < & >", { title: "Profil & tugas", options: { kind: "page" } }),
      "profil",
    );
    expect(page.externalId).toMatch(/^page:/);
    expect((await shown(page.externalId)).content.rendered).toContain("Isi &lt; &amp; &gt;");
  });

  it("takes categories by name, makes tags once, and keeps what a picture shows", async () => {
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";
    const media = [
      { name: "a.png", mediaType: "image/png", bytes: Buffer.from(png, "base64"), alt: 'Wali "kota"' },
    ];
    const options = { categories: ["siaran & pers"], tags: ["Loket", "Loket"] };
    const sent = await port().publish.send(say("Dengan gambar.", { media, options }), "bergambar");
    const made = await shown(sent.externalId);
    expect(made.content.rendered).toMatch(/<img[^>]+alt="Wali &quot;kota&quot;"/);
    expect(made.tags).toHaveLength(1);
    expect(made.categories).toHaveLength(1);
  });

  it("knows its own comment, and gives all of hundreds once", async () => {
    const asked = await rehearsal.someoneSays("Kapan buka?");
    const answer = say("Besok pagi.", { replyTo: { externalId: asked } });
    const first = await port().publish.send(answer, "m");
    expect(await port().publish.send(answer, "m")).toEqual(first);
    expect(await port().publish.lookUp(answer, "m", now())).toEqual({ found: first });
    const ids: string[] = [];
    let cursor: string | null = null;
    for (let hasMore = true; hasMore; ) {
      const page: Awaited<ReturnType<ReturnType<typeof port>["inbox"]["poll"]>> =
        await port().inbox.poll(cursor);
      for (const change of page.changes) if (change.kind === "item") ids.push(change.item.post.externalId);
      ({ cursor, hasMore } = page);
    }
    expect(ids).toContain(asked);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
