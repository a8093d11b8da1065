import { type AuditFacts, recordAudit } from "#platform/audit/record-audit.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { coverPersonalData } from "#text/personal-data/cover-personal-data.ts";
import { findPersonalData } from "#text/personal-data/find-personal-data.ts";
import { type IsOwn, knowOwn, readContact } from "#text/personal-data/own-contacts.ts";
import { type Channel, channel } from "../../contract/mentions.ts";
import {
  type CoveredCount,
  type PersonalDataKind,
  personalDataKind,
  type ShownWords,
} from "../../contract/personal-data.ts";
import { readRules, type VeilRules } from "./rules-store.ts";

/** How words of one channel leave the server. Nothing else makes `ShownWords`. */
export type Cover = {
  /** A whole text; what is covered keeps its length. */
  words(text: string): ShownWords;
  /** A part of a text, covered as it is within the whole, with signs for what was left out. */
  part(text: string, cut: TextCut): ShownWords;
  /** An address, or a network's name for something; null when it holds what is covered, for half of it leads nowhere. */
  link(address: string | null): ShownWords | null;
  /** How much of each kind is covered in a text. */
  count(text: string): CoveredCount[];
  /** Whether scans, apart from those of the press, stay closed to whoever has no right to see personal data: nothing can be covered in them. */
  hidesScans: boolean;
};
export type TextCut = { start: number; end: number; before: string; after: string };

/** The cover for a channel; null = none is known, which is covered as what is no press. */
export type Veil = (channel: Channel | null) => Cover;

/** Channels of the press: what is said there was published by an editor. */
const press: ReadonlySet<Channel> = new Set(["news", "print", "tv", "radio"]);
export const isPress = (of: Channel | null): boolean => of !== null && press.has(of);

const show = (text: string): ShownWords => text as ShownWords;

/** What the reader wrote or brought is theirs to read. */
export const ownWords = show;

/** Context that decides what a number is, on both sides of a part. Characters. */
const margin = 400;
/** A number that the end of a cut text cuts through is not known for what it is. */
const CUT_NUMBER = /\p{Nd}[\p{Nd}\s.\-()]*(?:…|\.\.\.)$/u;
/** Longer numbers than that are found before. Characters. */
const longestCut = 80;
const NUMERAL = /\p{Nd}/gu;
/** Numbers of three digits for emergencies and services (110, 112, 119, 129): everybody's, also at the end of a cut text. */
const EMERGENCY = /^(?:11\d|129)\D*$/;

/** The veil of a workspace: what it has said is covered. */
export async function openVeil(db: Db | Tx, workspaceId: string): Promise<Veil> {
  return veilOf(await readRules(db, workspaceId));
}

/** A veil by rules. */
export function veilOf({ press, others, contacts }: VeilRules): Veil {
  const isOwn = knowOwn(
    contacts.flatMap(({ contact }) => {
      const read = readContact(contact);
      return typeof read === "string" ? [] : [read];
    }),
  );
  const covers = { press: { ...coverOf(press, isOwn), hidesScans: false }, others: coverOf(others, isOwn) };
  return (channel) => covers[isPress(channel) ? "press" : "others"];
}

function coverOf(kinds: readonly PersonalDataKind[], isOwn: IsOwn): Cover {
  const covered = new Set(kinds);
  if (covered.size === 0) return plainCover;
  const words = (text: string): string => {
    const { text: shown, own } = coverPersonalData(text, covered, isOwn);
    if (!/(?:…|\.\.\.)$/.test(shown.slice(-3))) return shown;
    const at = Math.max(0, shown.length - longestCut);
    const tail = shown.slice(at).replace(CUT_NUMBER, (number, from: number) => {
      if (EMERGENCY.test(number)) return number;
      const isKept = (place: number) => own.some(({ start, end }) => start <= place && place < end);
      return number.replace(NUMERAL, (digit, place: number) => (isKept(at + from + place) ? digit : "•"));
    });
    return shown.slice(0, at) + tail;
  };
  return {
    words: (text) => show(words(text)),
    part(text, { start, end, before, after }) {
      const from = Math.max(0, start - margin);
      const around = coverPersonalData(text.slice(from, end + margin), covered, isOwn).text;
      return show(before + around.slice(start - from, end - from).toWellFormed() + after);
    },
    link: (address) =>
      address === null || coverPersonalData(address, covered, isOwn).covered.length > 0
        ? null
        : show(address),
    count(text) {
      const counts = new Map<PersonalDataKind, number>();
      for (const { kind } of findPersonalData(text, isOwn))
        if (covered.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return personalDataKind.options.flatMap((kind) => {
        const count = counts.get(kind);
        return count === undefined ? [] : [{ kind, count }];
      });
    },
    hidesScans: true,
  };
}

const plainCover: Cover = {
  words: show,
  part: (text, { start, end, before, after }) => show(before + text.slice(start, end).toWellFormed() + after),
  link: (address) => (address === null ? null : show(address)),
  count: () => [],
  hidesScans: false,
};

/**
 * Lifts the veil for somebody who may see personal data. That they did is written into the audit log, in the transaction
 * that they read in: there is no other way to a lifted veil.
 */
export async function liftVeil(
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  facts: AuditFacts,
  at: Date,
): Promise<Veil> {
  await recordAudit(tx, workspaceId, actor, facts, at);
  return () => plainCover;
}

/** The channel of a row. */
export const channelOf = ({ channel: written }: { channel: string }): Channel => channel.parse(written);
