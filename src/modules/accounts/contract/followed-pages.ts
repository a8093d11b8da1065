import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";

/** What a public page said when it was looked at, as far as public pages say anything. */
export const pageStates = [
  /** Nobody has looked yet. */
  "new",
  "shows_words",
  /** It opens; the statement has no words to look for. */
  "reachable",
  /** It opens, and what we said was not found on it. */
  "words_not_seen",
  /** 404 or 410. */
  "gone",
  "asks_sign_in",
  /** The site's robots.txt asks programs to stay away. */
  "not_allowed",
  /** No answer, or one that says nothing. */
  "cannot_read",
] as const;
export type PageState = (typeof pageStates)[number];

/** The address at which a person posted a statement, and how it looked there last. */
export const FollowedPage = z.object({
  statementId: id,
  url: z.string(),
  state: z.enum(pageStates),
  lookedAt: instant.nullable(),
  /** Null once the last look was made. */
  nextLookAt: instant.nullable(),
});
export type FollowedPage = z.infer<typeof FollowedPage>;

export const followedPageContract = {
  followStatement: operation("statements.send")
    .route({
      method: "PUT",
      path: "/accounts/statements/{id}/address",
      tags: ["accounts"],
      summary: "Say where a statement was posted by hand, or that it is to be looked at again",
    })
    .input(
      z.object({
        id,
        url: z.url({ protocol: /^https?$/ }).max(2_000),
      }),
    )
    .output(FollowedPage),
};
