import { handleOf } from "../outlets/voice-key.ts";
import type { TieKind } from "./network-tables.ts";

export type Tie = { kind: TieKind; to: string };

/** A handle after "@", as the networks write them; a host behind a second "@" is part of it (Mastodon). */
const HANDLE = String.raw`@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,58}[\p{L}\p{N}_])?(?:@[a-z0-9.-]+\.[a-z]{2,})?)`;
/** Not the middle of an address of mail. */
const MENTION = new RegExp(String.raw`(?<![\p{L}\p{N}._%+-])${HANDLE}`, "giu");
/** "RT @siapa:" as it was typed before networks had a button for it, and as they still deliver re-posts. */
const REPOST = new RegExp(String.raw`(?:^|[\s"“(])(?:RT|MT)[\s:]*${HANDLE}`, "gu");
const LEADING = new RegExp(String.raw`^[\s.]*${HANDLE}`, "iu");

/** Of one post so many accounts at most: longer lists are no conversation. */
const mostTies = 20;

/**
 * To whom a post ties its account: it passes on ("RT @a"), answers (a post that begins with "@a"), or names ("@a"
 * anywhere). Of one account the first of these that applies; oneself is nobody's tie.
 */
export function findTies({ handle, text }: { handle: string; text: string }): Tie[] {
  const ties = new Map<string, TieKind>();
  const add = (name: string | undefined, kind: TieKind): void => {
    const to = name === undefined ? "" : handleOf(name);
    if (to !== "" && to !== handle && !ties.has(to) && ties.size < mostTies) ties.set(to, kind);
  };
  for (const [, name] of text.matchAll(REPOST)) add(name, "repost");
  add(LEADING.exec(text)?.[1], "reply");
  for (const [, name] of text.matchAll(MENTION)) add(name, "mention");
  return [...ties].map(([to, kind]) => ({ kind, to }));
}
