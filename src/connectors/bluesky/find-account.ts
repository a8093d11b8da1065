import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import { resolvedHandle } from "./bluesky-shapes.ts";

/** Where an account is, and who gives out tokens for it. Addresses are https, or of this machine. */
export interface FoundAccount {
  readonly did: string;
  /** Of the account's own server (PDS). */
  readonly server: string;
  readonly issuer: string;
  readonly requestEndpoint: string;
  readonly consentPage: string;
  readonly tokenEndpoint: string;
  readonly revocationEndpoint: string | null;
}

/** Tokens travel to these addresses: never in the open, but for a network that a person runs on the same machine. */
const isSafe = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
};
const endpoint = z.string().max(2_000).refine(isSafe);
const origin = endpoint.transform((address) => new URL(address).origin);

/** Who an account is and where it is (https://www.w3.org/TR/did-core/, as far as the AT Protocol uses it). */
const accountDocument = z.object({
  id: z.string(),
  alsoKnownAs: z.array(z.string()).catch([]),
  service: z
    .array(z.unknown())
    .transform((services) => services.flatMap((one) => serverEntry.safeParse(one).data ?? [])),
});
const serverEntry = z.object({
  id: z.string().regex(/#atproto_pds$/),
  type: z.literal("AtprotoPersonalDataServer"),
  serviceEndpoint: origin,
});

/** RFC 9728, RFC 8414. */
const protectedResource = z.object({ authorization_servers: z.array(origin).min(1) });
const tokenGiver = z.object({
  issuer: origin,
  pushed_authorization_request_endpoint: endpoint,
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  revocation_endpoint: endpoint.nullish().transform((one) => one ?? null),
  dpop_signing_alg_values_supported: z.array(z.string()).refine((names) => names.includes("ES256")),
  client_id_metadata_document_supported: z.literal(true),
});

/**
 * From an account's name to the server that may give out tokens for it (https://atproto.com/specs/oauth). Each step is
 * proven by the next one: the name by the account's own document, the token giver by its own word.
 * @throws ConnectorError `gone` where nobody has that name, `retry` where a server does not answer properly
 */
export async function findAccount(
  access: Access,
  settings: { identifier: string; service: string; directory: string },
): Promise<FoundAccount> {
  const name = settings.identifier.replace(/^@/, "").toLowerCase();
  const did = name.startsWith("did:") ? settings.identifier : await didOf(access, settings.service, name);
  const document = await readDocument(access, documentOf(did, settings.directory), accountDocument);
  const isNamed = did === settings.identifier || document.alsoKnownAs.includes(`at://${name}`);
  const [entry] = document.service;
  if (document.id !== did || !isNamed || entry === undefined)
    throw new ConnectorError({ kind: "gone" }, `${name} and its document do not know each other`);
  const server = entry.serviceEndpoint;
  const resource = `${server}/.well-known/oauth-protected-resource`;
  const [issuer = ""] = (await readDocument(access, resource, protectedResource)).authorization_servers;
  const giver = await readDocument(access, `${issuer}/.well-known/oauth-authorization-server`, tokenGiver);
  if (giver.issuer !== issuer)
    throw new ConnectorError(
      { kind: "rejected", reason: "settings" },
      `${issuer} calls itself ${giver.issuer}`,
    );
  return {
    did,
    server,
    issuer,
    requestEndpoint: giver.pushed_authorization_request_endpoint,
    consentPage: giver.authorization_endpoint,
    tokenEndpoint: giver.token_endpoint,
    revocationEndpoint: giver.revocation_endpoint,
  };
}

async function didOf(access: Access, service: string, handle: string): Promise<string> {
  const address = new URL("/xrpc/com.atproto.identity.resolveHandle", service);
  address.searchParams.set("handle", handle);
  return (await readDocument(access, address.href, resolvedHandle)).did;
}

/** Where the document of an account stands (https://atproto.com/specs/did). */
function documentOf(did: string, directory: string): string {
  if (/^did:plc:[a-z2-7]{24}$/.test(did)) return new URL(`/${did}`, directory).href;
  const [, host] = /^did:web:([\w.-]+)$/.exec(did) ?? [];
  if (host !== undefined) return `https://${host}/.well-known/did.json`;
  throw new ConnectorError({ kind: "gone" }, `${did} is no name of an account`);
}

async function readDocument<Shape extends z.ZodType>(
  access: Access,
  address: string,
  shape: Shape,
): Promise<z.infer<Shape>> {
  let answer: Response;
  let text: string;
  try {
    answer = await access.fetch(address, {
      headers: { accept: "application/json" },
      redirect: "error",
      signal: access.signal,
    });
    text = await answer.text();
  } catch (error) {
    throw failureOfLine(error, false);
  }
  if (!answer.ok) {
    const facts = { status: answer.status, headers: answer.headers, isWrite: false, now: access.now() };
    const failure = failureOfResponse(facts);
    // Whatever a server says no to here, nobody is there: no access has ended yet.
    const isNo = failure.kind === "rejected" || failure.kind === "reconnect";
    throw new ConnectorError(isNo ? { kind: "gone" } : failure, `${address} answered ${answer.status}`);
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new ConnectorError({ kind: "retry" }, `${address} answered what cannot be read`, error);
  }
}
