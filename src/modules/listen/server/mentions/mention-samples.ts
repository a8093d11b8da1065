import type { MentionDraft } from "./mention-draft.ts";

/** For tests: the draft of article number `n`, published `n` minutes past noon UTC on 1 March 2026. */
export function aDraft(n: number, parts: Partial<MentionDraft> = {}): MentionDraft {
  return {
    sourceId: "11111111-1111-4111-8111-111111111111",
    sourceTitle: "Kabar Uji",
    externalId: `item-${n}`,
    url: `https://kabar.test/${n}`,
    channel: "news",
    outlet: "Kabar Uji",
    author: null,
    title: `Gubernur meninjau banjir ke-${n}`,
    text: `Gubernur meninjau lokasi banjir nomor ${n} dan menjanjikan bantuan bagi warga.`,
    language: "id",
    publishedAt: new Date(Date.UTC(2026, 2, 1, 12, n)),
    timePrecision: "minute",
    imageUrl: null,
    engagement: null,
    parentExternalId: null,
    threadId: null,
    place: null,
    tags: [],
    attachmentIds: [],
    raw: null,
    ...parts,
  };
}
