import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { channel, Mention } from "./mentions.ts";

export const ClipDraft = z.object({
  channel,
  outlet: z.string().trim().min(1).max(200),
  author: z.string().trim().max(200).optional(),
  title: z.string().trim().min(1).max(500),
  text: z.string().trim().max(200_000).default(""),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  publishedAt: instant,
  timePrecision: z.enum(["minute", "day"]).default("minute"),
  place: z.string().trim().max(60).optional(),
  attachmentIds: z.array(id).max(10).default([]),
  tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
});

export const clipContract = {
  previewClip: operation("mentions.clip")
    .route({
      method: "POST",
      path: "/listen/clips/preview",
      tags: ["clips"],
      summary: "Read an address and propose a clip",
    })
    .input(z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) }))
    .output(
      z.object({
        title: z.string(),
        outlet: z.string(),
        author: z.string().nullable(),
        text: z.string(),
        publishedAt: instant.nullable(),
        timePrecision: z.enum(["minute", "day"]).nullable(),
        url: z.string(),
        existingMentionId: id.nullable(),
      }),
    ),
  createClip: operation("mentions.clip", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/clips",
      tags: ["clips"],
      summary: "Store a clip made by hand",
      successStatus: 201,
    })
    .input(ClipDraft)
    .output(Mention),
};
