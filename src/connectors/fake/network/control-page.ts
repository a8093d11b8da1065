import { html } from "hono/html";
import { z } from "zod";
import type { FakeApi, FakeParts } from "./fake-parts.ts";
import { changePost, type FakeAccount, type FakePost, openAccount, postById, putPost } from "./fake-state.ts";

const act = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("account"),
    handle: z.string().regex(/^[\w.]{2,40}$/),
    name: z.string().min(1).max(80),
  }),
  z.object({
    act: z.literal("say"),
    handle: z.string().regex(/^[\w.]{2,40}$/),
    text: z.string().min(1).max(500),
    replyTo: z.string().optional(),
    isPrivate: z.stringbool().default(false),
  }),
  z.object({ act: z.literal("edit"), id: z.string(), text: z.string().min(1).max(500) }),
  z.object({ act: z.literal("remove"), id: z.string() }),
  z.object({
    act: z.literal("like"),
    id: z.string(),
    times: z.coerce.number().int().min(1).max(1_000_000).default(1),
  }),
  z.object({ act: z.literal("expire"), handle: z.string() }),
  z.object({ act: z.literal("revoke"), handle: z.string() }),
  z.object({ act: z.literal("restore"), handle: z.string() }),
  z.object({
    act: z.literal("mishap"),
    kind: z.enum([
      "too_many",
      "too_many_silent",
      "server_error",
      "html",
      "answer_lost",
      "media_refused",
      "slow",
    ]),
    times: z.coerce.number().int().min(1).max(100).default(1),
  }),
  z.object({
    act: z.literal("webhook"),
    mishap: z.enum(["lost", "doubled", "forged", "late", "other_account"]),
  }),
  z.object({ act: z.literal("calm") }),
]);
type Act = z.infer<typeof act>;

/** The page on which a person plays the world: the public, the platform's bad day, the thief of a token. */
export function addControlPage(app: FakeApi, parts: FakeParts): void {
  const { network } = parts;
  app.get("/", (c) => c.html(page(network.accounts, network.posts)));
  app.post("/control", async (c) => {
    const isForm = !(c.req.header("content-type") ?? "").includes("json");
    const asked = act.safeParse(isForm ? await c.req.parseBody() : await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 422);
    const done = perform(parts, asked.data);
    return isForm ? c.redirect("/", 303) : c.json(done);
  });
}

/** Does what the control page asks. @returns the post or account that came of it */
function perform({ network, now, changed }: FakeParts, asked: Act): { id: string | null } {
  const at = now().getTime();
  const account =
    "handle" in asked ? network.accounts.find(({ handle }) => handle === asked.handle) : undefined;
  const post = "id" in asked ? postById(network, asked.id) : undefined;
  switch (asked.act) {
    case "account": {
      const { id } = openAccount(network, asked.handle, asked.name);
      changed([]);
      return { id };
    }
    case "say": {
      const author = openAccount(network, asked.handle, asked.handle);
      const said = putPost(
        network,
        {
          authorId: author.id,
          text: asked.text,
          replyTo: asked.replyTo || null,
          ...(asked.isPrivate && { visibility: "private" as const }),
        },
        at,
      );
      changed(said.notices);
      return { id: said.post.id };
    }
    case "edit":
      if (post) changed(changePost(network, post, asked.text, at));
      return { id: post?.id ?? null };
    case "remove":
      if (post) changed(changePost(network, post, null, at));
      return { id: post?.id ?? null };
    case "like":
      if (post) post.likes += asked.times;
      changed([]);
      return { id: post?.id ?? null };
    case "expire":
      if (account) account.tokenEndsAt = at;
      break;
    case "revoke":
      if (account) account.isRevoked = true;
      break;
    case "restore":
      if (account) Object.assign(account, { isRevoked: false, tokenEndsAt: null });
      break;
    case "mishap":
      for (let time = 0; time < asked.times; time += 1) network.mishaps.push(mishapOf(asked.kind));
      break;
    case "webhook":
      network.webhookMishaps.push(asked.mishap);
      break;
    case "calm":
      network.mishaps.length = 0;
      network.webhookMishaps.length = 0;
      break;
  }
  changed([]);
  return { id: account?.id ?? null };
}

function mishapOf(kind: (Act & { act: "mishap" })["kind"]) {
  if (kind === "too_many") return { kind, retryAfterSeconds: 5 } as const;
  if (kind === "too_many_silent") return { kind: "too_many", retryAfterSeconds: null } as const;
  return kind === "slow" ? ({ kind, ms: 3_000 } as const) : ({ kind } as const);
}

const button = (label: string, fields: Record<string, string>) => html`<form method="post" action="/control">
  ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
  <button>${label}</button>
</form>`;

const page = (accounts: readonly FakeAccount[], posts: readonly FakePost[]) => html`<!doctype html>
<html lang="id">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <link rel="icon" href="data:," />
  <title>Jaringan latihan</title>
  <style>
    body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2330; }
    form { display: inline-flex; flex-wrap: wrap; gap: .4rem; margin: .2rem .3rem .2rem 0; align-items: center; }
    section { border-top: 1px solid #d6dae2; padding: .8rem 0; }
    input[type=text], select { font: inherit; padding: .25rem .4rem; } button { font: inherit; padding: .25rem .7rem; }
    code { background: #eef0f4; padding: .1rem .3rem; overflow-wrap: anywhere; } article { padding: .4rem 0; } small { color: #5b6472; }
  </style>
  <h1>Jaringan latihan</h1>
  <p>Jaringan tiruan di mesin ini. Di sini Anda memainkan dunia luar: publik yang menyebut kantor Anda, dan hari buruk
    sebuah platform.</p>
  <section>
    <h2>Akun</h2>
    <form method="post" action="/control"><input type="hidden" name="act" value="account" />
      <input type="text" name="handle" placeholder="nama_akun" required /> <input type="text" name="name" placeholder="Nama" required />
      <button>Buat akun</button></form>
    ${accounts.map(
      (one) => html`<article><strong>@${one.handle}</strong> ${one.name}
        ${one.isRevoked ? html`<small>aksesnya dicabut</small>` : ""}<br />
        <small>Token:</small> <code>${one.token}</code><br />
        ${button("Akhiri token", { act: "expire", handle: one.handle })}
        ${button("Cabut akses", { act: "revoke", handle: one.handle })}
        ${button("Pulihkan", { act: "restore", handle: one.handle })}</article>`,
    )}
  </section>
  <section>
    <h2>Seseorang berkata</h2>
    <form method="post" action="/control"><input type="hidden" name="act" value="say" />
      <input type="text" name="handle" placeholder="warga" required />
      <input type="text" name="text" size="50" placeholder="Halo @kantor, jembatannya kapan dibuka?" required />
      <input type="text" name="replyTo" size="6" placeholder="balas p1" />
      <label><input type="checkbox" name="isPrivate" value="true" /> pesan pribadi</label> <button>Kirim</button></form>
  </section>
  <section>
    <h2>Hari buruk</h2>
    ${[
      ["429 dengan Retry-After", "too_many"],
      ["429 tanpa Retry-After", "too_many_silent"],
      ["500", "server_error"],
      ["Halaman HTML", "html"],
      ["Jawaban hilang", "answer_lost"],
      ["Media ditolak", "media_refused"],
      ["Lambat 3 detik", "slow"],
    ].map(([label = "", kind = ""]) => button(label, { act: "mishap", kind }))}
    ${[
      ["Webhook hilang", "lost"],
      ["Webhook ganda", "doubled"],
      ["Webhook palsu", "forged"],
      ["Webhook terlambat", "late"],
      ["Webhook akun lain", "other_account"],
    ].map(([label = "", mishap = ""]) => button(label, { act: "webhook", mishap }))}
    ${button("Tenangkan semua", { act: "calm" })}
  </section>
  <section>
    <h2>Kiriman</h2>
    ${posts
      .slice(-40)
      .reverse()
      .map(
        (post) => html`<article><small>${post.id}${post.replyTo ? ` membalas ${post.replyTo}` : ""}
          ${post.visibility === "private" ? "pribadi" : ""}</small><br />
          <strong>@${accounts.find(({ id }) => id === post.authorId)?.handle}</strong>
          ${post.isRemoved ? html`<em>dihapus</em>` : post.text}
          ${post.isRemoved ? "" : button("Hapus", { act: "remove", id: post.id })}</article>`,
      )}
  </section>
</html>`;
