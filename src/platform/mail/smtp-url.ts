import ipaddr from "ipaddr.js";
import { ClearError } from "#shared/clear-error.ts";
import type { SmtpSettings } from "./smtp-session.ts";

/**
 * Reads `SMTP_URL`: `smtps://` speaks TLS from the first byte (port 465), `smtp://` demands STARTTLS (port 587) wherever
 * a password is sent to another machine. `?security=tls|starttls|none` says it outright.
 * @throws ClearError in one sentence that never contains the password
 */
export function readSmtpUrl(text: string): SmtpSettings {
  const refuse = (): never => {
    throw new ClearError("SMTP_URL is not usable: write it like smtp://user:password@mail.kota.go.id:587");
  };
  if (!URL.canParse(text)) return refuse();
  const url = new URL(text);
  if ((url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "") return refuse();
  const isTls = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const user = decodeURIComponent(url.username);
  const given = url.searchParams.get("security");
  if (given !== null && given !== "tls" && given !== "starttls" && given !== "none") return refuse();
  const security = given ?? (isTls ? "tls" : user === "" || isOwnMachine(host) ? "none" : "starttls");
  return {
    host,
    port: url.port === "" ? (isTls ? 465 : 587) : Number(url.port),
    security,
    ...(user === "" ? {} : { user, password: decodeURIComponent(url.password) }),
  };
}

const isOwnMachine = (host: string): boolean =>
  host === "localhost" || (ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback");
