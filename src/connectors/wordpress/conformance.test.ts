import { plainText } from "#connectors/page/plain-text.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import type { Rehearsal } from "#test/connectors/rehearsal.ts";
import { openWordpressSimulator } from "#test/connectors/wordpress-simulator/open-wordpress-simulator.ts";
import { putArticle, putComment } from "#test/connectors/wordpress-simulator/simulated-site.ts";
import { wordpressConnector } from "./wordpress-connector.ts";

describeConformance(wordpressConnector, openRehearsal);

/** A simulated site; `real-site.test.ts` rehearses the same with WordPress itself where it is installed. */
async function openRehearsal(): Promise<Rehearsal> {
  const now = () => new Date();
  const { site, address, close } = await openWordpressSimulator(now);
  const place = address.replace("http://", "");
  const article = putArticle(site, { type: "post", title: "Jam layanan", status: "publish" });
  const accessWith = (password: string) => ({
    way: "application_password",
    settings: { site: address, user: site.user.login },
    secrets: { password },
    externalId: `${place}/${site.user.id}`,
    fetch,
    stream: fetch,
    permit: anyHost,
    now,
    signal: new AbortController().signal,
  });
  return {
    handle: place,
    access: () => accessWith(site.user.password),
    wrongAccess: () => accessWith("bukan sandi kita"),
    someoneSays: async (content, replyTo) => {
      const parent = Number(replyTo?.split(":")[1] ?? 0);
      return `comment:${putComment(site, { post: article.id, parent, content }).id}`;
    },
    countPosts: async (text) =>
      site.articles.filter((one) => one.status === "publish" && plainText(one.content) === text).length,
    heardAs: { kind: "comment", conversation: { kind: "thread" }, isPrivate: false },
    spoil: async (trouble) => {
      site.troubles.push(trouble);
    },
    close,
  };
}
