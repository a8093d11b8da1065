import { connect, type LookupFunction, type Socket } from "node:net";
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import XOAuth2 from "nodemailer/lib/xoauth2";
import type { ComposedMessage } from "./compose-message.ts";
import { MailError, toMailError } from "./mail-error.ts";

/** The office's mail server. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (465), `starttls` demanded and never silently dropped (587), `none` for a relay nearby. */
  readonly security: "tls" | "starttls" | "none";
  readonly user?: string;
  readonly password?: string;
  /** An OAuth 2 access token instead of the password (XOAUTH2). */
  readonly accessToken?: string;
  /** Leads to addresses that were checked, where the host is somebody else's choice. */
  readonly lookup?: LookupFunction;
}

export interface Delivery {
  readonly accepted: readonly string[];
  /** Recipients the server did not take, while it took others. */
  readonly refused: readonly string[];
}

/**
 * Delivers one message over a connection of its own. The session is spoken here, and not left to a transport, because
 * only so is it known whether the whole message had been handed over when something broke.
 * @throws MailError
 */
export async function deliverMessage(
  settings: SmtpSettings,
  timeoutMs: number,
  { raw, envelope }: ComposedMessage,
): Promise<Delivery> {
  let isHandedOver = false;
  const source = Readable.from(
    (function* () {
      yield raw;
      // Asked for more: the last byte is on its way, and from here on a lost connection proves nothing.
      isHandedOver = true;
    })(),
    { objectMode: false },
  );
  try {
    return await inSession(settings, timeoutMs, (connection, done) =>
      connection.send(
        { from: envelope.from, to: [...envelope.to], size: raw.byteLength },
        source,
        (error, info) => {
          done(error, { accepted: info?.accepted ?? [], refused: info?.rejected ?? [] });
        },
      ),
    );
  } catch (error) {
    throw toMailError(error, isHandedOver);
  }
}

/** Connects and signs in, sends nothing. @throws MailError */
export async function verifySession(settings: SmtpSettings, timeoutMs: number): Promise<void> {
  try {
    await inSession<void>(settings, timeoutMs, (_connection, done) => done(null, undefined));
  } catch (error) {
    throw toMailError(error, false);
  }
}

type Done<T> = (error: Error | null | undefined, value: T) => void;

async function inSession<T>(
  { host, port, security, user, password, accessToken, lookup }: SmtpSettings,
  timeoutMs: number,
  work: (connection: SMTPConnection, done: Done<T>) => void,
): Promise<T> {
  const line = lookup === undefined ? undefined : await openLine({ host, port, lookup }, timeoutMs);
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      ...(line !== undefined && { connection: line }),
      host,
      port,
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      tls: { minVersion: "TLSv1.2" },
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
    });
    const fail = (error: Error): void => {
      reject(error);
      connection.close();
    };
    const begin = (): void =>
      work(connection, (error, value) => {
        if (error !== null && error !== undefined) {
          fail(error);
          return;
        }
        resolve(value);
        connection.quit();
      });
    connection.on("error", fail);
    connection.once("end", () => reject(new MailError("connect", "the server ended the session")));
    connection.connect((error) => {
      if (error !== undefined) fail(error);
      else if (user === undefined) begin();
      else {
        // A server that offers no sign-in, where the settings hold a password, is not the server that was meant.
        const login =
          accessToken === undefined
            ? { credentials: { user, pass: password ?? "" } }
            : { user, oauth2: new XOAuth2({ user, accessToken }) };
        connection.login(login, (refusal) => {
          if (refusal === null) begin();
          else fail(refusal);
        });
      }
    });
  });
}

/** A plain line to a host by a look-up of the caller's; TLS is begun on it afterwards. @throws MailError */
function openLine(
  to: { host: string; port: number; lookup: LookupFunction },
  timeoutMs: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...to, autoSelectFamily: true });
    const fail = (error: MailError): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(timeoutMs, () => fail(new MailError("timeout", `${to.host} does not answer`)));
    socket.once("error", (error) => fail(new MailError("connect", error.message, error)));
    socket.once("connect", () => {
      socket.setTimeout(0);
      socket.removeAllListeners();
      resolve(socket);
    });
  });
}
