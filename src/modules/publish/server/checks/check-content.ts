import type { StatementFault } from "#modules/accounts/contract/check-statement.ts";
import { checkStatement } from "#modules/accounts/contract/check-statement.ts";
import { findFile } from "#platform/files/file-store.ts";
import { notFound } from "#shared/app-error.ts";
import type { Finding, Findings } from "../../contract/checks.ts";
import { type Content, wordsOf } from "../../contract/content.ts";
import type { ActContext, PublishParts } from "../parts.ts";
import { withPublish } from "../publish-tables.ts";
import { wordOverlap } from "./word-overlap.ts";

type Context = Pick<ActContext, "db" | "workspaceId" | "now">;
type Found = Omit<Finding, "override">;

const hourMs = 60 * 60 * 1_000;
/** Within so many days the same words to the same people look like a mistake. */
const sameWordsDays = 7;
/** Texts that share so much are the same to whoever reads them. */
const sameShare = 0.7;
/** A whole sentence or headline is quoted no further than this. */
const longestQuote = 2_000;

/** A PR officer sees, while writing, what of a draft may be regretted, what is hard to read, and what the network refuses. */
export async function checkContent(
  context: Context,
  input: { id: string; accountId?: string | undefined; content: Content; at?: string | undefined },
  { analyst, speaking }: Pick<PublishParts, "analyst" | "speaking">,
): Promise<Findings> {
  const { db, workspaceId, now } = context;
  const draft = await withPublish(db)
    .selectFrom("publish.draft")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!draft) throw notFound("draft");
  const { content } = input;
  const { slips, plainness } = await analyst.tryText(content.text);
  const placed: Found[] = [...slips, ...plainness.places].map(
    ({ kind, severity, start, end, suggestion }) => ({
      kind,
      severity,
      place: { start, end },
      quote: content.text.slice(start, end).slice(0, longestQuote),
      suggestion,
      at: null,
    }),
  );
  const found: Found[] = [
    ...placed,
    ...gapFindings(content.text),
    ...(await sourceFindings(context, input.id, placed)),
    ...(await tagFindings(context, content, speaking)),
  ];
  const faults: StatementFault[] = [];
  if (input.accountId !== undefined) {
    faults.push(...(await faultsOf(context, input.accountId, content, speaking)));
    const at = input.at === undefined ? now() : new Date(input.at);
    found.push(...(await saidFindings(context, input.accountId, content, at, speaking)));
  }
  return {
    findings: await withOverrides(context, input.id, found),
    faults,
    plainness: plainness.score,
  };
}

/** Gaps that a mend left open: "paling lambat tanggal …". */
const gapFindings = (text: string): Found[] =>
  [...text.matchAll(/(?<=^|\s)…(?=[\s.,;)]|$)/gu)].map(({ index }) => ({
    kind: "unfilled",
    severity: 3,
    place: { start: index, end: index + 1 },
    quote: text.slice(Math.max(0, index - 20), index + 1).trim(),
    suggestion: null,
    at: null,
  }));

/** Figures that the reader cannot trace, and a story that stands on nothing. */
async function sourceFindings({ db }: Context, draftId: string, placed: readonly Found[]): Promise<Found[]> {
  const figure = placed.find(({ kind }) => kind === "noSource");
  if (!figure) return [];
  const source = await withPublish(db)
    .selectFrom("publish.source_document")
    .select("id")
    .where("draft_id", "=", draftId)
    .limit(1)
    .executeTakeFirst();
  if (source) return [];
  return [{ ...figure, kind: "no_source_document", severity: 2, place: null, suggestion: null }];
}

async function tagFindings(
  { db, workspaceId }: Context,
  { text, hashtags }: Content,
  speaking: PublishParts["speaking"],
): Promise<Found[]> {
  const written = [...text.matchAll(/(?<![\p{L}\p{N}_&])#([\p{L}\p{N}_]{1,100})/gu)].map(
    ({ 1: tag = "" }) => tag,
  );
  const tags = [...new Map([...written, ...hashtags].map((tag) => [tag.toLowerCase(), tag])).values()];
  const used = new Set(await speaking.readUsedTags(db, workspaceId, tags));
  return tags
    .filter((tag) => !used.has(tag.toLowerCase()) && /\p{L}/u.test(tag))
    .map((tag) => ({
      kind: "first_hashtag",
      severity: 1,
      place: null,
      quote: `#${tag}`,
      suggestion: null,
      at: null,
    }));
}

async function faultsOf(
  { db, workspaceId }: Context,
  accountId: string,
  content: Content,
  speaking: PublishParts["speaking"],
): Promise<StatementFault[]> {
  const { rules } = await speaking.speakerOf(db, workspaceId, accountId);
  const media = [];
  for (const { fileId, alt } of content.media)
    media.push({ alt, ...(await findFile(db, workspaceId, fileId)) });
  return checkStatement(rules, {
    text: wordsOf(content),
    ...(content.headline !== "" && rules.mostTitleLength !== null && { title: content.headline }),
    media,
  });
}

/** The same words lately, and anything else within the hour. */
async function saidFindings(
  { db, workspaceId }: Context,
  accountId: string,
  content: Content,
  at: Date,
  speaking: PublishParts["speaking"],
): Promise<Found[]> {
  const weekMs = sameWordsDays * 24 * hourMs;
  const said = await speaking.readSaid(db, workspaceId, accountId, {
    from: new Date(at.getTime() - weekMs),
    until: new Date(at.getTime() + weekMs),
  });
  const words = wordsOf(content);
  const same = said.find(({ text }) => wordOverlap(text, words) >= sameShare);
  const near = said.find((one) => Math.abs(one.at.getTime() - at.getTime()) < hourMs);
  const of = (kind: "said_before" | "same_hour", one: (typeof said)[number]): Found => ({
    kind,
    severity:
      kind === "said_before" && wordOverlap(one.text, words) === 1 ? 3 : kind === "said_before" ? 2 : 1,
    place: null,
    quote: one.text.slice(0, 120),
    suggestion: null,
    at: one.at.toISOString(),
  });
  return [...(same ? [of("said_before", same)] : []), ...(near ? [of("same_hour", near)] : [])];
}

/** What somebody let stand is shown with why. */
async function withOverrides({ db }: Context, draftId: string, found: readonly Found[]): Promise<Finding[]> {
  const kept = await withPublish(db)
    .selectFrom("publish.override")
    .selectAll()
    .where("draft_id", "=", draftId)
    .execute();
  return found.map((finding) => {
    const override = kept.find(
      ({ kind, quote }) => kind === finding.kind && quote === finding.quote.toLowerCase(),
    );
    return {
      ...finding,
      override:
        override === undefined
          ? null
          : { reason: override.reason, byName: override.by_name, at: override.at.toISOString() },
    };
  });
}
