import { z } from "zod";
import { shownFile, shownStatus } from "./shown-entities.ts";
import type { SimulatorApp } from "./simulator-app.ts";
import { changeStatus, nextNumber, putStatus, type SimulatedServer, statusById } from "./simulator-state.ts";

const notFound = { error: "Record not found" };

const newStatus = z.object({
  status: z.string().default(""),
  media_ids: z.array(z.string()).max(4).default([]),
  in_reply_to_id: z.string().nullish(),
  visibility: z.enum(["public", "unlisted", "private", "direct"]).default("public"),
  spoiler_text: z.string().default(""),
  sensitive: z.boolean().default(false),
  language: z.string().length(2).nullish(),
  poll: z
    .object({
      options: z.array(z.string().max(50)).min(2).max(4),
      expires_in: z.int().min(300),
      multiple: z.boolean().default(false),
    })
    .nullish(),
});

const refused = (what: string) => ({ error: `Validation failed: ${what}` });

/** Everything an account may do. */
export function addWriteRoutes(app: SimulatorApp, server: SimulatedServer): void {
  const whyNot = ({ status, spoiler_text, media_ids }: z.infer<typeof newStatus>): string | null => {
    if (status === "" && media_ids.length === 0) return "Text can't be blank";
    if (lengthOf(status + spoiler_text) > server.mostCharacters)
      return `Text character limit of ${server.mostCharacters} exceeded`;
    const files = media_ids.map((id) => server.files.find((one) => one.id === id));
    if (files.some((file) => file === undefined || file.looks > 0))
      return "Cannot attach files that have not finished processing. Try again in a moment!";
    return null;
  };

  app.post("/api/v1/statuses", async (c) => {
    const account = c.get("account");
    if (!account) return c.json({ error: "The access token is invalid" }, 401);
    const read = newStatus.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return c.json(refused(z.prettifyError(read.error)), 422);
    const key = `${account.id}:${c.req.header("idempotency-key") ?? nextNumber(server)}`;
    const same = statusById(server, server.keys.get(key) ?? "");
    if (same) return c.json(shownStatus(server, same));
    const { data } = read;
    const why = whyNot(data);
    if (why !== null) return c.json(refused(why), 422);
    if (data.in_reply_to_id && !statusById(server, data.in_reply_to_id)) return c.json(notFound, 404);
    const { poll } = data;
    const status = putStatus(server, {
      accountId: account.id,
      text: data.status,
      inReplyToId: data.in_reply_to_id ?? null,
      visibility: data.visibility,
      spoiler: data.spoiler_text,
      isSensitive: data.sensitive,
      language: data.language ?? null,
      mediaIds: data.media_ids,
      poll: poll
        ? {
            options: poll.options,
            expiresAt: new Date(server.now().getTime() + poll.expires_in * 1_000),
            isMultiple: poll.multiple,
          }
        : null,
    });
    server.keys.set(key, status.id);
    return c.json(shownStatus(server, status));
  });

  app.put("/api/v1/statuses/:id", async (c) => {
    const status = statusById(server, c.req.param("id"));
    if (status === undefined || status.accountId !== c.get("account")?.id) return c.json(notFound, 404);
    const read = newStatus.safeParse(await c.req.json().catch(() => undefined));
    const why = read.success ? whyNot(read.data) : z.prettifyError(read.error);
    if (!read.success || why !== null) return c.json(refused(why ?? ""), 422);
    status.mediaIds = read.data.media_ids;
    status.spoiler = read.data.spoiler_text;
    changeStatus(server, status, read.data.status);
    return c.json(shownStatus(server, status));
  });

  app.delete("/api/v1/statuses/:id", (c) => {
    const status = statusById(server, c.req.param("id"));
    if (status === undefined || status.accountId !== c.get("account")?.id) return c.json(notFound, 404);
    const shown = shownStatus(server, status);
    changeStatus(server, status, null);
    return c.json({ ...shown, text: status.text });
  });

  app.post("/api/v2/media", async (c) => {
    const { file, description } = await c.req.parseBody();
    if (!(file instanceof File) || !/^(image\/(png|jpeg)|video\/mp4)$/.test(file.type))
      return c.json(refused("File content type is invalid"), 422);
    const id = String(22_000_000 + nextNumber(server));
    const isFilm = file.type.startsWith("video/");
    const one = {
      id,
      mediaType: file.type,
      alt: typeof description === "string" ? description : "",
      looks: isFilm ? 2 : 0,
      isBroken: file.name.startsWith("rusak"),
    };
    server.files.push(one);
    return c.json(shownFile(server, one), isFilm ? 202 : 200);
  });

  app.get("/api/v1/media/:id", (c) => {
    const file = server.files.find(({ id }) => id === c.req.param("id"));
    if (!file) return c.json(notFound, 404);
    if (file.isBroken) return c.json({ error: "Error processing thumbnail for uploaded media" }, 422);
    file.looks = Math.max(0, file.looks - 1);
    return c.json(shownFile(server, file), file.looks > 0 ? 206 : 200);
  });
}

const lengthOf = (text: string): number => [...text.replace(/https?:\/\/\S+/g, "-".repeat(23))].length;
