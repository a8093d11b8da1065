import type { PublishedAccount, PublishedRegister } from "../../contract/published-register.ts";
import { readWrittenAccount, type WrittenAccount } from "./account-address.ts";
import { isOneOff, nameSkeleton } from "./name-skeleton.ts";

/** Names below this length differ by one letter too easily to say anything by it. */
const leastForOneOff = 6;

/**
 * What the register says of an account that somebody wrote down.
 * - `official`: stands in it. By `address` it is this very account; by `name` it is on the networks named, and only there
 * - `withdrawn`: was official once
 * - `other_place`: an official account has this name, but not at this address
 * - `look_alike`: not in it, and easily taken for one that is
 * - `unknown`: not in it
 */
export interface RegisterAnswer {
  readonly kind: "official" | "withdrawn" | "other_place" | "look_alike" | "unknown";
  readonly by: "address" | "name";
  readonly accounts: readonly (PublishedAccount & { readonly withdrawnAt?: string })[];
}

/** Looks an account up that a citizen typed; null for nothing typed. */
export function checkWrittenAccount(written: string, { offices }: PublishedRegister): RegisterAnswer | null {
  const asked = readWrittenAccount(written);
  if (asked.handle === "") return null;
  const official = offices.flatMap(({ accounts }) => accounts);
  const former = offices.flatMap(({ withdrawn }) => withdrawn);
  const by = isName(asked) ? "name" : "address";
  for (const [kind, accounts] of [
    ["official", official.filter((account) => isAt(asked, account))],
    ["withdrawn", former.filter((account) => isAt(asked, account))],
    ["other_place", official.filter((account) => namesOf(account).includes(asked.handle))],
    ["look_alike", official.filter((account) => looksLike(asked, account))],
  ] as const)
    if (accounts.length > 0) return { kind, by, accounts };
  return { kind: "unknown", by, accounts: [] };
}

/** A bare domain is both; it is answered as a name. */
const isName = ({ address, handle }: WrittenAccount): boolean => address === null || address === handle;

function isAt(asked: WrittenAccount, account: PublishedAccount): boolean {
  const own = account.url === null ? null : readWrittenAccount(account.url).address;
  if (asked.address !== null && asked.address === own) return true;
  return isName(asked) && namesOf(account).includes(asked.handle);
}

/** As the network writes it, and as it stands in the address. */
function namesOf({ handle, url }: PublishedAccount): string[] {
  const written = readWrittenAccount(`@${handle}`).handle;
  return url === null ? [written] : [written, readWrittenAccount(url).handle];
}

function looksLike({ handle }: WrittenAccount, account: PublishedAccount): boolean {
  const asked = nameSkeleton(handle);
  return namesOf(account)
    .map(nameSkeleton)
    .some((own) => own !== "" && (own === asked || (own.length >= leastForOneOff && isOneOff(own, asked))));
}
