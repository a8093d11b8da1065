import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";

const tags = ["field notes"];

/** More pictures than one note needs. */
export const mostFieldPhotos = 6;
/** What a phone sends at once, so that a call that breaks off loses little. Bytes. */
export const fieldPartBytes = 128 * 1024;
/** A picture that a phone has made smaller is far below. Bytes. */
export const largestFieldPhoto = 6 * 1024 * 1024;

/** Where somebody stood, as their phone knew it. Degrees of WGS 84, and the radius in metres it was sure of. */
export const FieldPoint = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracyM: z.number().min(0).max(100_000),
});
export type FieldPoint = z.infer<typeof FieldPoint>;

/** What somebody saw or heard outside, as their phone sends it. */
export const FieldNoteDraft = z.object({
  /** Made by the phone: the same note sent again is the same note. */
  id,
  text: z.string().trim().min(1).max(5_000),
  /** When it was seen, and when it is sent, both by the clock of the phone: one that runs wrong is corrected. */
  seenAt: instant,
  sentAt: instant,
  /** Of the gazetteer: a province, city or regency. */
  placeCode: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/)
    .nullable()
    .default(null),
  /** The spot in words: "Pasar Induk, pintu timur". */
  spot: z.string().trim().max(120).default(""),
  /** Only where the person wanted it to go along. */
  point: FieldPoint.nullable().default(null),
  topic: z.string().trim().max(60).default(""),
  /** Pictures that were handed in whole before. */
  photoIds: z.array(id).max(mostFieldPhotos).default([]),
});
export type FieldNoteDraft = z.infer<typeof FieldNoteDraft>;

/** How much of a picture has come in; the phone goes on from there. */
export const FieldPhotoState = z.object({ received: z.number(), isWhole: z.boolean() });
export type FieldPhotoState = z.infer<typeof FieldPhotoState>;

export const fieldNoteContract = {
  createFieldNote: operation("mentions.clip")
    .route({
      method: "POST",
      path: "/listen/field-notes",
      tags,
      summary: "Keep a note from the field as a mention; the same note sent again changes nothing",
      successStatus: 201,
    })
    .input(FieldNoteDraft)
    .output(z.object({ mentionId: id, isNew: z.boolean() })),
};
