import { createServer, type Server, type Socket } from "node:net";
import type { MailDoor } from "./imap-server.ts";
import { putMail } from "./mail-store.ts";

/** A small SMTP server (RFC 5321): what is for the mailbox goes there, the rest is kept as delivered elsewhere. */
export const smtpServer = (door: MailDoor & SmtpManners): Server =>
  createServer((socket) => serve(socket, door));

export interface SmtpManners {
  /** The mailbox behind both doors. */
  readonly address: string;
  /** What is said instead of taking a recipient. */
  readonly answerRecipient?: (address: string) => string | null;
}

function serve(socket: Socket, door: MailDoor & SmtpManners): void {
  const { store } = door;
  const say = (line: string): void => {
    if (socket.writable) socket.write(`${line}\r\n`);
  };
  let pending = "";
  let data: string[] | null = null;
  let recipients: string[] = [];
  let isIn = false;
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    const lines = (pending + chunk.toString("latin1")).split("\r\n");
    pending = lines.pop() ?? "";
    for (const line of lines) {
      const answer = hear(line);
      if (answer !== "") say(answer);
    }
  });
  say("220 mail.test ESMTP");

  function hear(line: string): string {
    if (data !== null) {
      if (line === ".") return finish(data);
      data.push(line.startsWith(".") ? line.slice(1) : line);
      return "";
    }
    const verb = line.slice(0, 4).toUpperCase();
    door.commands.push(`SMTP ${verb}`);
    if (verb === "EHLO")
      return "250-mail.test\r\n250-8BITMIME\r\n250-AUTH PLAIN XOAUTH2\r\n250 SIZE 30000000";
    if (verb === "AUTH") return signIn(line);
    if (verb === "QUIT") {
      socket.end("221 bye\r\n");
      return "";
    }
    if (!isIn) return "530 5.7.0 sign in first";
    if (verb === "MAIL") recipients = [];
    if (verb === "RCPT") {
      const address = /<([^>]*)>/.exec(line)?.[1]?.toLowerCase() ?? "";
      const refusal = door.answerRecipient?.(address) ?? null;
      if (refusal !== null) return refusal;
      recipients.push(address);
    }
    if (verb !== "DATA") return "250 ok";
    data = [];
    return "354 go on";
  }

  function signIn(line: string): string {
    const [, method = "", secret = ""] = line.split(" ");
    const said = Buffer.from(secret, "base64").toString();
    isIn =
      method.toUpperCase() === "XOAUTH2"
        ? said.includes(`auth=Bearer ${door.token}\u0001`)
        : said === `\0${door.user}\0${door.password}`;
    return isIn ? "235 2.7.0 welcome" : "535 5.7.8 wrong user name or password";
  }

  function finish(lines: readonly string[]): string {
    data = null;
    const trouble = door.troubles.shift();
    if (trouble?.kind === "too_many") {
      const until =
        trouble.retryAfterSeconds === null
          ? "slow down"
          : `try again in ${trouble.retryAfterSeconds} seconds`;
      return `451 4.7.0 Too many messages, ${until}`;
    }
    if (trouble?.kind === "html") {
      socket.end("<html><body>Gangguan</body></html>\r\n");
      return "";
    }
    if (trouble?.kind === "server_error") {
      socket.destroy();
      return "";
    }
    const raw = Buffer.from(`${lines.join("\r\n")}\r\n`, "latin1");
    for (const to of recipients) {
      if (to === door.address) putMail(store, "INBOX", raw, door.now());
      else store.outside.push({ to, raw });
    }
    if (trouble?.kind !== "answer_lost") return "250 2.0.0 queued";
    socket.destroy();
    return "";
  }
}
