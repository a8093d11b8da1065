import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import {
  Agreement,
  Judgement,
  judgedTrait,
  MentionAnalysis,
  Place,
  TextReading,
  TextTrial,
} from "./analysis.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["analysis"];

const codedTrait = z.enum(["tone", "intent"]);

export const analysisContract = {
  listPlaces: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/places",
      tags,
      summary: "Provinces, cities and regencies with their codes",
    })
    .output(z.object({ items: z.array(Place) })),
  tryText: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/analysis/try",
      tags,
      summary: "Everything the language engine says of a text; nothing is kept",
    })
    .input(z.object({ text: z.string().max(20_000) }))
    .output(TextTrial),
  explainMention: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/mentions/{id}/analysis",
      tags,
      summary: "Why a mention was read as it was, and what people decided about it",
    })
    .input(z.object({ id }))
    .output(
      z.object({
        /** The text that was read: title and text as one; what is covered keeps its length. Offsets are into this. */
        text: shownWords,
        reading: TextReading,
        analysis: MentionAnalysis.nullable(),
        judgements: z.array(Judgement),
      }),
    ),
  judgeMention: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/mentions/{id}/judgements",
      tags,
      summary: "Decide about a mention's tone, intent, language, hostility or places",
      successStatus: 201,
    })
    .input(
      z.object({
        id,
        trait: judgedTrait,
        value: z.string().max(400),
        reason: z.string().trim().max(500).optional(),
        isBlind: z.boolean().default(false),
      }),
    )
    .output(z.object({ judgement: Judgement, analysis: MentionAnalysis.nullable() })),
  undoJudgement: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/judgements/{id}/undo",
      tags,
      summary: "Take back a decision of yours",
    })
    .input(z.object({ id }))
    .output(z.object({ analysis: MentionAnalysis.nullable() })),
  listJudgements: operation("mentions.read")
    .route({ method: "GET", path: "/listen/judgements", tags, summary: "What people decided, newest first" })
    .input(z.object({ trait: judgedTrait.optional(), ...pageInput }))
    .output(pageOf(Judgement.extend({ mentionId: id, title: shownWords }))),
  nextToCode: operation("mentions.tag")
    .route({
      method: "GET",
      path: "/listen/analysis/coding",
      tags,
      summary:
        "A mention for blind reading, without what engine and colleagues said: one a colleague read first, if any",
    })
    .input(z.object({ trait: codedTrait }))
    .output(
      z.object({
        mention: z
          .object({ id, outlet: z.string(), publishedAt: instant, title: shownWords, text: shownWords })
          .nullable(),
        /** So many you have read blind, and so many of them a colleague too. */
        mine: z.number(),
        shared: z.number(),
      }),
    ),
  getAgreement: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/analysis/agreement",
      tags,
      summary: "How far engine and people, and people among themselves, agree",
    })
    .input(z.object({ trait: codedTrait }))
    .output(
      z.object({
        /** Blind readings against the engine: the first reader is the engine. */
        engine: Agreement,
        /** Any two people who read the same texts blind. */
        people: z.array(Agreement.extend({ first: z.string(), second: z.string() })),
        /** Corrections are no sample: people correct what is wrong. Told apart. */
        corrections: z.number(),
      }),
    ),
  getEngine: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/analysis/engine",
      tags,
      summary: "The engine's version, what it has read, and the workspace's own layer",
    })
    .output(
      z.object({
        version: z.string(),
        mentions: z.number(),
        /** Read by this version. */
        analysed: z.number(),
        /** Say a name whose meaning was changed since they were read; counted up to 10,000. */
        renamed: z.number(),
        run: z
          .object({ startedAt: instant, done: z.number(), total: z.number(), isDone: z.boolean() })
          .nullable(),
        teaching: z.object({ isOn: z.boolean(), learned: z.number() }),
      }),
    ),
  analyseAgain: operation("settings.manage")
    .route({
      method: "POST",
      path: "/listen/analysis/runs",
      tags,
      summary:
        "Read mentions again that another version has read or that say a renamed name, or all of the last days; decisions of people stay",
    })
    .input(z.object({ days: z.number().int().min(1).max(366).optional() }))
    .output(z.object({ total: z.number() })),
  updateTeaching: operation("settings.manage")
    .route({
      method: "PUT",
      path: "/listen/analysis/teaching",
      tags,
      summary: "Switch the workspace's own layer on or off, or forget what it learned",
    })
    .input(z.object({ isOn: z.boolean(), isForgotten: z.boolean().default(false) }))
    .output(z.object({ isOn: z.boolean(), learned: z.number() })),
};
