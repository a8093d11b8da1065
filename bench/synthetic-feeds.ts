import { seededRandom, wordOfRank } from "./synthetic-posts.ts";

export type SyntheticFeed = {
  /** What is in it, for the name of the figure. */
  name: string;
  items: number;
  xml: string;
};

const firstDay = Date.UTC(2026, 2, 1);

/** Feeds as news sites serve them, ordinary and very long ones: headlines with a teaser, and whole articles. */
export function syntheticFeeds(): SyntheticFeed[] {
  return [
    { name: "RSS with teasers", items: 50, xml: rss(50, false) },
    { name: "RSS with teasers", items: 5_000, xml: rss(5_000, false) },
    { name: "RSS with articles", items: 20, xml: rss(20, true) },
    { name: "RSS with articles", items: 1_000, xml: rss(1_000, true) },
    { name: "Atom with articles", items: 20, xml: atom(20) },
    { name: "Atom with articles", items: 1_000, xml: atom(1_000) },
  ];
}

/** As many items as are read of one feed. */
export const longFeed = (): SyntheticFeed => ({
  name: "RSS with teasers",
  items: 10_000,
  xml: rss(10_000, false),
});

type Item = {
  url: string;
  title: string;
  author: string;
  at: Date;
  categories: string[];
  teaser: string;
  article: string;
};

/** The same items for the same count: nine words of headline, a teaser with a picture, eight paragraphs with links. */
function syntheticItems(count: number): Item[] {
  const random = seededRandom(5);
  const word = (): string => wordOfRank(Math.floor(random() ** 3 * 20_000));
  const words = (number: number): string => Array.from({ length: number }, word).join(" ");
  const paragraph = (): string =>
    `<p>${words(22)} <a href="/topik/${word()}" class="tautan">${words(2)}</a>, “${words(9)}” &amp; <strong>${words(3)}</strong> ${words(14)}.</p>`;
  return Array.from({ length: count }, (_, n) => {
    const picture = `<img src="https://gambar.contoh.test/${n}.jpg" alt="${words(4)}" width="640" height="360">`;
    return {
      url: `https://contoh.test/berita/${n}/${word()}-${word()}`,
      title: words(9),
      author: words(2),
      at: new Date(firstDay + n * 60_000),
      categories: [word(), word()],
      teaser: `${picture}<br>${words(24)} …`,
      article: `<figure>${picture}<figcaption>${words(6)}</figcaption></figure>${Array.from({ length: 8 }, paragraph).join("\n")}`,
    };
  });
}

function rss(count: number, hasArticles: boolean): string {
  const items = syntheticItems(count).map(
    (
      item,
    ) => `<item><title>${item.title}</title><link>${item.url}</link><guid isPermaLink="true">${item.url}</guid>
<pubDate>${item.at.toUTCString()}</pubDate><dc:creator><![CDATA[${item.author}]]></dc:creator>
${item.categories.map((one) => `<category><![CDATA[${one}]]></category>`).join("")}
<description><![CDATA[${item.teaser}]]></description>${
      hasArticles ? `\n<content:encoded><![CDATA[${item.article}]]></content:encoded>` : ""
    }</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Contoh</title><link>https://contoh.test/</link><description>Berita</description><language>id</language>
${items.join("\n")}
</channel></rss>`;
}

function atom(count: number): string {
  const escaped = (html: string): string =>
    html.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const entries = syntheticItems(count).map(
    (
      item,
    ) => `<entry><id>${item.url}</id><title>${item.title}</title><link rel="alternate" href="${item.url}"/>
<published>${item.at.toISOString()}</published><updated>${item.at.toISOString()}</updated>
<author><name>${item.author}</name></author>${item.categories.map((one) => `<category term="${one}"/>`).join("")}
<summary type="html">${escaped(item.teaser)}</summary><content type="html">${escaped(item.article)}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><title>Contoh</title><id>https://contoh.test/</id>
<updated>${new Date(firstDay).toISOString()}</updated><link rel="self" href="https://contoh.test/feed"/>
${entries.join("\n")}
</feed>`;
}
