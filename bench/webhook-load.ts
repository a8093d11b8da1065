import { parentPort, workerData } from "node:worker_threads";
import { Pool } from "undici";
import { z } from "zod";
import { signatureOf } from "#connectors/fake/network/send-webhooks.ts";

const { origin, path, to, secret, count, connections, bundle } = z
  .object({
    origin: z.string(),
    path: z.string(),
    to: z.string(),
    secret: z.string(),
    count: z.number(),
    connections: z.number(),
    bundle: z.number(),
  })
  .parse(workerData);

const at = Math.floor(Date.now() / 1_000);

/** Events of the practice network: somebody mentions the office. */
const happened = Array.from({ length: count }, (_, n) => {
  const post = {
    id: `p${n}`,
    author: { id: `u${n % 5_000}`, handle: `warga${n % 5_000}`, name: "Warga", followers: 12 },
    text: `@humas.uji laporan ke-${n}: ${n % 10 === 0 ? "ada pungli" : "lampu jalan padam"} di depan pasar sejak kemarin malam, mohon diperiksa.`,
    at: new Date(at * 1_000).toISOString(),
    editedAt: null,
    replyTo: null,
    rootId: `p${n}`,
    visibility: "public",
    media: [],
    counts: {},
  };
  return { id: `n${n}`, number: n, kind: "mention", postId: post.id, to, post };
});

/** Signed calls, of so many events each. */
const calls = Array.from({ length: Math.ceil(count / bundle) }, (_, n) => {
  const events = happened.slice(n * bundle, (n + 1) * bundle);
  const body = JSON.stringify(bundle === 1 ? events[0] : { events });
  return { body, signature: `t=${at},v1=${signatureOf(secret, at, body)}` };
});

parentPort?.postMessage("ready");
parentPort?.once("message", async () => {
  const pool = new Pool(origin, { connections });
  const waiting = calls.values();
  const refused = new Set<number>();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const { body, signature } of waiting) {
        const headers = { "content-type": "application/json", "fake-signature": signature };
        const answer = await pool.request({ path, method: "POST", headers, body });
        await answer.body.dump();
        if (answer.statusCode !== 200) refused.add(answer.statusCode);
      }
    }),
  );
  await pool.close();
  parentPort?.postMessage([...refused]);
});
