import { tidyLine, tidyLines } from "#connectors/page/plain-text.ts";
import type { NetworkMedia } from "#connectors/ports/network-post.ts";
import type { TelegramEntity, TelegramMessage } from "./telegram-shapes.ts";

/** Deeper than anybody writes. */
const deepest = 20;

/**
 * What a message says, as plain text. Addresses that stand behind words are written out after them; what is not text
 * (a place, a poll, a card with a number) is said in words.
 */
export function messageWords(message: TelegramMessage): string {
  const { text, caption, rich_message: rich, venue, location, contact, poll, sticker } = message;
  if (text !== undefined) return tidyLines(withAddresses(text, message.entities));
  if (caption !== undefined) return tidyLines(withAddresses(caption, message.caption_entities));
  if (rich) return tidyLines(rich.blocks.map((block) => richWords(block, 0)).join("\n"));
  if (poll) return tidyLines([poll.question, ...poll.options.map((option) => `- ${option.text}`)].join("\n"));
  if (venue) return tidyLine(`${venue.title}, ${venue.address}`);
  if (location) return `${location.latitude}, ${location.longitude}`;
  if (contact) return tidyLine(`${contact.first_name ?? ""} ${contact.phone_number}`);
  return sticker?.emoji ?? "";
}

/** Offsets count UTF-16 code units, as strings here do. */
function withAddresses(text: string, entities: readonly TelegramEntity[] = []): string {
  let written = text;
  for (const { type, offset, length, url } of entities.toSorted((a, b) => b.offset - a.offset)) {
    const end = offset + length;
    if (type !== "text_link" || url === undefined || end > text.length) continue;
    if (text.slice(offset, end) === url) continue;
    written = `${written.slice(0, end)} (${url})${written.slice(end)}`;
  }
  return written;
}

/** The words of a rich text or block, whatever it is: words stand in a few fields, whoever nests them. */
function richWords(part: unknown, depth: number): string {
  if (typeof part === "string") return part;
  if (typeof part !== "object" || part === null || depth > deepest) return "";
  if (Array.isArray(part)) return part.map((inner) => richWords(inner, depth + 1)).join("");
  const fields = new Map<string, unknown>(Object.entries(part));
  const inText = ["alternative_text", "expression", "text", "credit"];
  const inLines = ["summary", "label", "caption", "blocks", "items", "cells"];
  const words = inText.map((name) => richWords(fields.get(name), depth + 1)).join("");
  const url = fields.get("url");
  const lines = inLines.flatMap((name) => {
    const inner = fields.get(name);
    return Array.isArray(inner)
      ? inner.map((one) => richWords(one, depth + 1))
      : [richWords(inner, depth + 1)];
  });
  const address = typeof url === "string" && url !== words ? ` (${url})` : "";
  return [words + address, ...lines].filter((line) => line !== "").join("\n");
}

const fileScheme = "urn:telegram:file:";

/** How a file of Telegram's is named to us: its real address would hold the bot's token. */
const fileAddress = (fileId: string): string => `${fileScheme}${encodeURIComponent(fileId)}`;

/** The file that such an address names; null for any other. */
export function fileOfAddress(address: string): string | null {
  if (!address.startsWith(fileScheme)) return null;
  try {
    return decodeURIComponent(address.slice(fileScheme.length));
  } catch {
    return null;
  }
}

/** The files of a message. */
export function messageMedia(message: TelegramMessage): NetworkMedia[] {
  const { photo, animation, video, video_note: note, audio, voice, document } = message;
  const one = (
    kind: NetworkMedia["kind"],
    file: { file_id: string; file_name?: string | undefined } | undefined,
  ): NetworkMedia[] =>
    file
      ? [
          {
            kind,
            url: fileAddress(file.file_id),
            ...(file.file_name !== undefined && { name: tidyLine(file.file_name, 200) }),
          },
        ]
      : [];
  return [
    // Sizes of one picture, the largest last.
    ...one("image", photo?.at(-1)),
    ...one("video", animation ?? video ?? note),
    ...one("audio", audio ?? voice),
    // An animation also stands there as a document.
    ...(animation ? [] : one("file", document)),
  ];
}
