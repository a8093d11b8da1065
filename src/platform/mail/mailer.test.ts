import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MailError, type MailErrorKind } from "./mail-error.ts";
import type { MailMessage } from "./mail-message.ts";
import { createMailer, type MailerOptions, type SmtpSettings } from "./mailer.ts";
import { listPreviews, readPreview, readPreviewSource } from "./previews.ts";

const now = new Date("2025-06-18T02:00:00Z");
const from = { name: "Humas Kota", address: "humas@kota.go.id" };
const message: MailMessage = {
  to: [{ name: "Ratna", address: "ratna@media.test" }],
  subject: "Undangan jumpa pers – Rabu",
  text: "Yth. rekan media,\n.titik di awal baris\nSalam.",
  html: "<p>Yth. rekan media,</p>",
  language: "id",
};

let previewDir: string;
const closers: (() => void)[] = [];
beforeEach(async () => {
  previewDir = await mkdtemp(path.join(tmpdir(), "gaung-mail-"));
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await rm(previewDir, { recursive: true, force: true });
});

/** What a small mail server does at each step; by default it takes everything. `drop` ends the connection. */
type Script = Partial<
  Record<"greeting" | "EHLO" | "AUTH" | "MAIL" | "DATA" | "END", string | "drop" | "silence">
> & {
  readonly answerRecipient?: (line: string) => string;
};

async function smtpServer(script: Script = {}) {
  const received: { commands: string[]; data: string } = { commands: [], data: "" };
  const server = createServer((socket: Socket) => {
    socket.on("error", () => {});
    closers.push(() => socket.destroy());
    const say = (step: string): void => {
      if (step === "drop") socket.destroy();
      else if (step !== "silence") socket.write(`${step}\r\n`);
    };
    let isData = false;
    let pending = "";
    const onLine = (line: string): void => {
      if (isData) {
        if (line === ".") {
          isData = false;
          say(script.END ?? "250 2.0.0 queued");
        } else received.data += `${line}\n`;
        return;
      }
      received.commands.push(line);
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") say(script.EHLO ?? "250-mail.test\r\n250 AUTH PLAIN LOGIN");
      else if (verb === "AUTH") say(script.AUTH ?? "235 ok");
      else if (verb === "MAIL") say(script.MAIL ?? "250 ok");
      else if (verb === "RCPT") say(script.answerRecipient?.(line) ?? "250 ok");
      else if (verb === "DATA") {
        isData = script.DATA === undefined;
        say(script.DATA ?? "354 go on");
      } else if (verb === "QUIT") socket.end("221 bye\r\n");
      else say("500 unknown");
    };
    socket.on("data", (chunk) => {
      const lines = (pending + chunk.toString("utf8")).split("\r\n");
      pending = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
    say(script.greeting ?? "220 mail.test ESMTP");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const smtp: SmtpSettings = {
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    security: "none",
  };
  return { smtp, received };
}

const mailer = (options: Partial<MailerOptions> = {}) =>
  createMailer({ previewDir, from, now: () => now, timeoutMs: 5_000, ...options });

async function failure(promise: Promise<unknown>): Promise<MailError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof MailError) return error;
    throw error;
  }
  throw new Error("the mail was sent");
}

describe("sending by SMTP", () => {
  it("hands over one whole message, text before HTML, and hides the blind copies", async () => {
    const { smtp, received } = await smtpServer();
    const sent = await mailer({ smtp }).send({
      ...message,
      bcc: [{ address: "arsip@kota.go.id" }],
      headers: { "List-Unsubscribe": "<https://kota.go.id/berhenti>" },
      isAutomatic: true,
      messageId: "<undangan-1@kota.go.id>",
      attachments: [{ name: "siaran é.txt", mediaType: "text/plain", content: Buffer.from("isi") }],
    });
    expect(sent).toEqual({
      messageId: "<undangan-1@kota.go.id>",
      accepted: ["ratna@media.test", "arsip@kota.go.id"],
      refused: [],
    });
    expect(received.commands).toContain("MAIL FROM:<humas@kota.go.id>");
    expect(received.commands).toContain("RCPT TO:<arsip@kota.go.id>");
    expect(received.data).not.toContain("arsip@kota.go.id");
    expect(received.data).toContain("From: Humas Kota <humas@kota.go.id>");
    expect(received.data).toContain("Auto-Submitted: auto-generated");
    expect(received.data).toContain("Content-Language: id");
    expect(received.data).toContain("Date: Wed, 18 Jun 2025 02:00:00 +0000");
    expect(received.data).toContain("List-Unsubscribe: <https://kota.go.id/berhenti>");
    expect(received.data.indexOf("text/plain")).toBeLessThan(received.data.indexOf("text/html"));
    expect(received.data).toContain("..titik di awal baris");
    expect(received.data).toContain("aXNp");
  });

  it("signs in", async () => {
    const { smtp, received } = await smtpServer();
    await mailer({ smtp: { ...smtp, user: "humas", password: "rahasia" } }).verifyConnection();
    const plain = Buffer.from("\0humas\0rahasia").toString("base64");
    expect(received.commands).toContain(`AUTH PLAIN ${plain}`);
    expect(received.commands.some((line) => line.startsWith("MAIL"))).toBe(false);
  });

  it("tells who was refused when others were taken", async () => {
    const { smtp } = await smtpServer({
      answerRecipient: (line) => (line.includes("salah@") ? "550 no such user" : "250 ok"),
    });
    const to = [{ address: "salah@media.test" }, { address: "benar@media.test" }];
    expect(await mailer({ smtp }).send({ ...message, to })).toMatchObject({
      accepted: ["benar@media.test"],
      refused: ["salah@media.test"],
    });
  });

  const failures: [string, Script, MailErrorKind, boolean][] = [
    ["drops at once", { greeting: "drop" }, "connect", true],
    ["is full at once", { greeting: "421 too many connections" }, "try_later", true],
    ["is not SMTP", { greeting: "HTTP/1.1 400 Bad Request" }, "connect", true],
    ["refuses the password", { AUTH: "535 5.7.8 wrong" }, "auth", false],
    ["cannot check the password now", { AUTH: "454 4.7.0 later" }, "try_later", true],
    ["refuses the sender", { MAIL: "550 not you" }, "refused", false],
    ["knows no recipient", { answerRecipient: () => "550 no such user" }, "recipients_refused", false],
    ["greylists", { answerRecipient: () => "451 come back" }, "try_later", true],
    ["drops before the text", { DATA: "drop" }, "connect", true],
    ["refuses the text", { END: "554 spam" }, "refused", false],
    ["wants the text later", { END: "452 full" }, "try_later", true],
    ["drops after the text without a word", { END: "drop" }, "unknown_outcome", false],
  ];
  it.each(failures)("a server that %s", async (_what, script, kind, isRetryable) => {
    const { smtp } = await smtpServer(script);
    const error = await failure(mailer({ smtp: { ...smtp, user: "humas", password: "x" } }).send(message));
    expect([error.kind, error.isRetryable]).toEqual([kind, isRetryable]);
  });

  it("a server that never greets, and one that never says what became of the text", async () => {
    const mute = await smtpServer({ greeting: "silence" });
    expect((await failure(mailer({ smtp: mute.smtp, timeoutMs: 50 }).send(message))).kind).toBe("timeout");
    const end = await smtpServer({ END: "silence" });
    expect((await failure(mailer({ smtp: end.smtp, timeoutMs: 700 }).send(message))).kind).toBe(
      "unknown_outcome",
    );
  });

  it("nobody listens", async () => {
    const { smtp } = await smtpServer();
    for (const close of closers.splice(0)) close();
    expect((await failure(mailer({ smtp }).verifyConnection())).kind).toBe("connect");
  });

  it("never falls back to plain text where the settings demand TLS", async () => {
    const { smtp, received } = await smtpServer();
    const error = await failure(
      mailer({ smtp: { ...smtp, security: "starttls", user: "humas", password: "rahasia" } }).send(message),
    );
    expect(error.kind).toBe("tls");
    expect(received.commands.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([]);
  });

  it("hands over a long message whole", async () => {
    const { smtp, received } = await smtpServer();
    await mailer({ smtp }).send({ ...message, text: "baris yang sama\n".repeat(20_000), html: "" });
    expect(received.data.match(/baris yang sama/g)).toHaveLength(20_000);
  });
});

describe("messages that are refused before anything is sent", () => {
  const bad: [string, Partial<MailMessage>][] = [
    ["a subject with a header in it", { subject: "Halo\r\nBcc: semua@media.test" }],
    ["a subject with a lone line break", { subject: "Halo\nx" }],
    ["a name with a header in it", { to: [{ address: "a@b.test", name: "A\r\nBcc: c@d.test" }] }],
    ["an address with a command in it", { to: [{ address: "a@b.test>\r\nRCPT TO:<c@d.test" }] }],
    ["two addresses as one", { to: [{ address: "a@b.test,c@d.test" }] }],
    ["an address in brackets", { to: [{ address: "A <a@b.test>" }] }],
    ["no address", { to: [{ address: "ratna" }] }],
    ["nobody", { to: [] }],
    ["a bad address to answer to", { replyTo: { address: "a@b@c" } }],
    ["no text", { text: " \n" }],
    ["a header that is set elsewhere", { headers: { BCC: "a@b.test" } }],
    ["a header name with a colon", { headers: { "X: y": "z" } }],
    ["a header with a header in it", { headers: { "X-A": "1\r\nBcc: c@d.test" } }],
    [
      "an attachment name with a header in it",
      { attachments: [{ name: "a\r\nb", mediaType: "text/plain", content: new Uint8Array() }] },
    ],
    [
      "an attachment type with a header in it",
      { attachments: [{ name: "a", mediaType: "text/plain\r\nx: y", content: new Uint8Array() }] },
    ],
    ["a message id with a header in it", { messageId: "<a@b>\r\nx: y" }],
  ];
  it.each(bad)("%s", async (_what, part) => {
    expect((await failure(mailer().send({ ...message, ...part }))).kind).toBe("invalid_message");
    expect(await readdir(previewDir)).toEqual([]);
  });

  it("a sender that is no address", () => {
    expect(() => mailer({ from: { address: "humas" } })).toThrow(MailError);
  });
});

describe("the preview folder, when no server is set", () => {
  it("keeps what would have been sent, newest first", async () => {
    const times = [now, new Date(now.getTime() + 1_000)];
    const preview = mailer({ now: () => times.shift() ?? now });
    expect(preview.mode).toBe("preview");
    const first = await preview.send(message);
    const second = await preview.send({ ...message, subject: "Kedua", language: "en" });
    await writeFile(path.join(previewDir, "catatan.json"), "{}");

    const previews = await listPreviews(previewDir);
    expect(previews.map(({ id }) => id)).toEqual([second.previewId, first.previewId]);
    expect(await listPreviews(previewDir, 1)).toHaveLength(1);
    expect(await readPreview(previewDir, first.previewId ?? "")).toEqual({
      id: first.previewId,
      at: now.toISOString(),
      to: ["ratna@media.test"],
      subject: message.subject,
      language: "id",
      text: message.text,
      html: message.html,
    });
    const source = (await readPreviewSource(previewDir, first.previewId ?? ""))?.toString("utf8");
    expect(source).toContain("To: Ratna <ratna@media.test>");
    expect(source).toContain("Subject: =?UTF-8?");
    await preview.verifyConnection();
  });

  it("has nothing under a name that is none of its own", async () => {
    for (const id of ["../../etc/passwd", "", "20250618T020000000Z-000000000000"]) {
      expect(await readPreview(previewDir, id)).toBeUndefined();
      expect(await readPreviewSource(previewDir, id)).toBeUndefined();
    }
    expect(await listPreviews(path.join(previewDir, "belum-ada"))).toEqual([]);
  });

  it("says so when it cannot be written", async () => {
    const file = path.join(previewDir, "bukan-folder");
    await writeFile(file, "");
    expect((await failure(mailer({ previewDir: file }).send(message))).kind).toBe("preview_failed");
  });
});
