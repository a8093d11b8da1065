import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";

const tags = ["alerts"];

/** What can be followed by itself: somebody is told when a story or a name is heard far more than usual. */
export const followedKind = z.enum(["story", "newsmaker"]);

/** A story's id, or "person:<key>" or "organisation:<key>" of a newsmaker. */
const followed = z.object({ kind: followedKind, subject: z.string().min(1).max(250) });
export type Followed = z.infer<typeof followed>;

export const alertFollowContract = {
  getFollow: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/alert-follow",
      tags,
      summary: "Whether you are told when a story or a name spikes",
    })
    .input(followed)
    .output(z.object({ isFollowed: z.boolean() })),
  updateFollow: operation("mentions.read")
    .route({
      method: "PUT",
      path: "/listen/alert-follow",
      tags,
      summary: "Decide whether you are told when a story or a name spikes",
    })
    .input(followed.extend({ isFollowed: z.boolean() }))
    .output(z.object({ isFollowed: z.boolean() })),
};
