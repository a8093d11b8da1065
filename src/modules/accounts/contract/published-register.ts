import { z } from "zod";
import { instant } from "#shared/ids.ts";
import { declarationRole } from "./register.ts";

const publishedAccount = z.object({
  /** The network's name as people know it. */
  network: z.string(),
  /** As the network writes it, without "@". */
  handle: z.string(),
  /** As people write it there: with "@", or the address of a mailbox or a site. */
  shownHandle: z.string(),
  url: z.string().nullable(),
  role: declarationRole,
  /** What the account says of itself. */
  disclosure: z.string(),
  declaredAt: instant,
});

/**
 * The document at `/.well-known/gaung-accounts.json`, described in `docs/register.md`. It names accounts and offices, and
 * nobody who works there. Fields are added, never renamed; `version` changes when that cannot be kept.
 */
export const PublishedRegister = z.object({
  version: z.literal(1),
  offices: z.array(
    z.object({
      name: z.string(),
      slug: z.string(),
      accounts: z.array(publishedAccount),
      /** Were official, and are no more. An account that was declared again stands only in `accounts`. */
      withdrawn: z.array(publishedAccount.extend({ withdrawnAt: instant })),
    }),
  ),
});
export type PublishedRegister = z.infer<typeof PublishedRegister>;
export type PublishedAccount = z.infer<typeof publishedAccount>;
