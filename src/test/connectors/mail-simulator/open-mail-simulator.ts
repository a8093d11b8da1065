import type { AddressInfo, Server, Socket } from "node:net";
import type { Access } from "#connectors/ports/connector.ts";
import { anyHost } from "../any-host.ts";
import type { Trouble } from "../rehearsal.ts";
import { imapServer } from "./imap-server.ts";
import { type MailStore, openMailStore, putMail } from "./mail-store.ts";
import { smtpServer } from "./smtp-server.ts";

export const office = "humas@kota.test";
export const citizen = "warga@contoh.test";

/** A mailbox of an office with both its doors, in this process. */
export interface MailSimulator {
  readonly store: MailStore;
  readonly troubles: Trouble[];
  readonly commands: string[];
  readonly access: (more?: { settings?: object; secrets?: object; signal?: AbortSignal }) => Access;
  /** Somebody writes to the office. @returns the mail's id */
  readonly receive: (mail: IncomingMail) => string;
  readonly close: () => Promise<void>;
}

export interface IncomingMail {
  readonly text: string;
  readonly from?: string;
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly at?: Date;
}

export async function openMailSimulator(
  now: () => Date = () => new Date(),
  answerRecipient?: (address: string) => string | null,
): Promise<MailSimulator> {
  const store = openMailStore();
  const troubles: Trouble[] = [];
  const commands: string[] = [];
  const password = "rahasia-kotak";
  const door = {
    store,
    user: office,
    password,
    token: "token-akses",
    troubles,
    commands,
    now,
    address: office,
  };
  const [imap, smtp] = [
    await listen(imapServer(door)),
    await listen(smtpServer({ ...door, ...(answerRecipient && { answerRecipient }) })),
  ];
  let number = 0;
  return {
    store,
    troubles,
    commands,
    access: ({ settings = {}, secrets = {}, signal = new AbortController().signal } = {}) => ({
      way: "password",
      settings: {
        address: office,
        name: "Humas Kota",
        imapHost: "127.0.0.1",
        imapPort: imap.port,
        imapSecurity: "none",
        smtpHost: "127.0.0.1",
        smtpPort: smtp.port,
        smtpSecurity: "none",
        announceTo: "wartawan@milis.test",
        ...settings,
      },
      secrets: { password, ...secrets },
      externalId: office,
      fetch,
      stream: fetch,
      permit: anyHost,
      now,
      signal,
    }),
    receive: ({
      text,
      from = `Warga <${citizen}>`,
      subject = "Pertanyaan",
      headers = {},
      folder = "INBOX",
      at = now(),
    }) => {
      number += 1;
      const id = `surat-${number}@contoh.test`;
      const head = {
        From: from,
        To: office,
        Subject: subject,
        Date: at.toUTCString(),
        "Message-ID": `<${id}>`,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        ...headers,
      };
      const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
      putMail(
        store,
        folder,
        Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text.replaceAll("\n", "\r\n")}\r\n`),
        at,
      );
      return id;
    },
    close: async () => {
      await Promise.all([imap.close(), smtp.close()]);
    },
  };
}

async function listen(server: Server): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
