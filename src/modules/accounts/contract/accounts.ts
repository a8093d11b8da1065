import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { reconnectCauses } from "#shared/network-failures.ts";

const tags = ["accounts"];

/** Words of a network, in both languages: a network brings its own. */
export const Sentence = z.object({ id: z.string(), en: z.string() });
export type Sentence = z.infer<typeof Sentence>;

/** Whether a network can do something, and why not or only in part. */
export const NetworkAbility = z.object({ can: z.boolean(), words: Sentence.nullable() });
export type NetworkAbility = z.infer<typeof NetworkAbility>;

export const abilityGroups = ["listen", "inbox", "publish", "insights"] as const;

/** A field of a form for connecting, drawn from the network's own schema. */
export const ConnectField = z.object({
  name: z.string(),
  part: z.enum(["settings", "secrets"]),
  kind: z.enum(["text", "url", "number", "switch", "choice", "list", "lines"]),
  isRequired: z.boolean(),
  choices: z.array(z.string()),
  /** What a choice is called, where it has words of its own. */
  choiceWords: z.record(z.string(), Sentence),
  label: Sentence,
  hint: Sentence.nullable(),
  /** Few ever write anything into it. */
  isRare: z.boolean(),
  /** Of a choice: what holds where nobody chooses; null where that is nothing. */
  initial: z.string().nullable(),
  /** It is asked before the text. */
  isFirst: z.boolean(),
  example: z.string().nullable(),
});
export type ConnectField = z.infer<typeof ConnectField>;

export const ConnectWay = z.object({
  key: z.string(),
  kind: z.enum(["secret", "oauth"]),
  name: Sentence,
  /** Where a person is sent to agree, as people call it; null for the network itself. */
  place: z.string().nullable(),
  /** False where the network would have to fetch a document from a desk that it cannot reach. */
  isOpen: z.boolean(),
  /** The address to come back to has to be written down there. */
  asksForCallback: z.boolean(),
  steps: z.array(Sentence),
  fields: z.array(ConnectField),
  scopes: z.array(z.object({ name: z.string(), why: Sentence })),
});
export type ConnectWay = z.infer<typeof ConnectWay>;

/** A network as the screens show it. */
export const Network = z.object({
  key: z.string(),
  name: Sentence,
  sign: z.object({ letters: z.string(), colour: z.string() }),
  summary: Sentence,
  abilities: z.record(z.enum(abilityGroups), z.record(z.string(), NetworkAbility)),
  /** What a statement may hold; servers of some networks have their own, which the composer asks for. */
  limits: z.object({
    counter: z.enum(["graphemes", "code_points", "utf16", "bytes", "fediverse", "none"]),
    mostLength: z.number(),
    mostLengthWithMedia: z.number().nullable(),
    mostBytes: z.number().nullable(),
    media: z.array(
      z.object({
        kind: z.enum(["image", "video", "audio", "file"]),
        mediaTypes: z.array(z.string()),
        mostBytes: z.number(),
        most: z.number(),
      }),
    ),
  }),
  quotas: z.array(z.object({ bucket: z.string(), calls: z.number(), perSeconds: z.number() })),
  /** What a call costs, in millionths of a US dollar. */
  costs: z.array(
    z.object({
      what: z.enum(["search", "read_post", "read_own", "post", "post_with_link"]),
      microUsd: z.number(),
    }),
  ),
  /** What its measured numbers are called. */
  metrics: z.array(Sentence),
  isPaid: z.boolean(),
  /** What one search costs, in millionths of a US dollar; null where it costs nothing. */
  searchMicroUsd: z.number().nullable(),
  /** A hashtag may be asked of several servers. */
  isManyServers: z.boolean(),
  /** It brings what happens to our door, and can be told where that is. */
  hasWebhook: z.boolean(),
  ways: z.array(ConnectWay),
  docs: z.array(z.string()),
  checkedOn: z.string(),
  isForTrying: z.boolean(),
});
export type Network = z.infer<typeof Network>;

export const accountStates = ["connected", "broken", "disconnected"] as const;

/** An account of the office on a network, and how it is doing. */
export const Account = z.object({
  id,
  network: z.string(),
  networkName: Sentence,
  way: z.string(),
  handle: z.string(),
  /** As people write it on that network: "@humas.kota", a mail address, the name of a site. */
  shownHandle: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  scopes: z.array(z.string()),
  state: z.enum(accountStates),
  cause: z.enum(reconnectCauses).nullable(),
  brokenSince: instant.nullable(),
  expiresAt: instant.nullable(),
  /** Whole days until access ends for good, told from a month before on; null where the desk renews it by itself. */
  endsInDays: z.number().nullable(),
  /** The network asked for silence until then. */
  pausedUntil: instant.nullable(),
  lastOkAt: instant.nullable(),
  quotas: z.array(
    z.object({ bucket: z.string(), limit: z.number(), remaining: z.number(), resetsAt: instant }),
  ),
  calls: z.array(
    z.object({ at: instant, what: z.string(), status: z.number().nullable(), tookMs: z.number() }),
  ),
  createdAt: instant,
  createdByName: z.string(),
});
export type Account = z.infer<typeof Account>;

const filled = z.record(z.string(), z.unknown());

export const accountContract = {
  listNetworks: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/networks",
      tags,
      summary: "Networks, and what each can and cannot do",
    })
    .output(z.object({ items: z.array(Network), callback: z.string() })),
  listAccounts: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts",
      tags,
      summary: "The office's accounts, with their state and last calls",
    })
    .output(z.object({ items: z.array(Account) })),
  connectAccount: operation("accounts.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/accounts",
      tags,
      summary: "Connect an account by a password, token or key; it is tried before it is kept",
      successStatus: 201,
    })
    .input(
      z.object({
        network: z.string(),
        way: z.string(),
        settings: filled.default({}),
        secrets: filled.default({}),
      }),
    )
    .output(Account),
  beginConsent: operation("accounts.manage")
    .route({
      method: "POST",
      path: "/accounts/consents",
      tags,
      summary: "Where to send a person so that the network asks them for consent",
      successStatus: 201,
    })
    .input(
      z.object({
        network: z.string(),
        way: z.string(),
        settings: filled.default({}),
        /** Of the office's own application, where the network wants one. */
        secrets: filled.default({}),
      }),
    )
    .output(z.object({ url: z.string() })),
  testAccount: operation("accounts.manage")
    .route({
      method: "POST",
      path: "/accounts/{id}/test",
      tags,
      summary: "Ask the network now whether the account works",
    })
    .input(z.object({ id }))
    .output(Account),
  disconnectAccount: operation("accounts.manage")
    .route({
      method: "DELETE",
      path: "/accounts/{id}",
      tags,
      summary: "Disconnect an account: its secrets are forgotten here and, where the network can, void there",
    })
    .input(z.object({ id }))
    .output(z.object({ isRevoked: z.boolean() })),
};
