import { createHmac } from "node:crypto";

/** Ghost takes a token for five minutes at most. */
const tokenSeconds = 5 * 60;
/** Clocks differ by seconds: a token from the future is no token. */
const slackSeconds = 10;

/**
 * A token for the Admin API, made of the integration's key: a JWT (RFC 7519) signed with HS256.
 * @param key `<id>:<secret in hexadecimal digits>`
 */
export function ghostToken(key: string, now: Date): string {
  const [id = "", secret = ""] = key.split(":");
  const issued = Math.floor(now.getTime() / 1_000) - slackSeconds;
  const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT", kid: id })}.${part({
    iat: issued,
    exp: issued + tokenSeconds,
    aud: "/admin/",
  })}`;
  return `${signed}.${createHmac("sha256", Buffer.from(secret, "hex")).update(signed).digest("base64url")}`;
}
