import { parentPort, workerData } from "node:worker_threads";
import { Pool } from "undici";
import { z } from "zod";
import { signatureOf } from "#connectors/fake/network/send-webhooks.ts";

const { origin, path, to, secret, count, connections } = z
  .object({
    origin: z.string(),
    path: z.string(),
    to: z.string(),
    secret: z.string(),
    count: z.number(),
    connections: z.number(),
  })
  .parse(workerData);

const at = Math.floor(Date.now() / 1_000);

/** Signed calls of the practice network, one event each: somebody mentions the office. */
const calls = Array.from({ length: count }, (_, n) => {
  const post = {
    id: `p${n}`,
    author: { id: `u${n % 5_000}`, handle: `warga${n % 5_000}`, name: "Warga", followers: 12 },
    text: `@humas.uji laporan ke-${n}: lampu jalan di depan pasar padam sejak kemarin malam, mohon diperiksa.`,
    at: new Date(at * 1_000).toISOString(),
    editedAt: null,
    replyTo: null,
    rootId: `p${n}`,
    visibility: "public",
    media: [],
    counts: {},
  };
  const body = JSON.stringify({ id: `n${n}`, number: n, kind: "mention", postId: post.id, to, post });
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
