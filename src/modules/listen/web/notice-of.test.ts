import { describe, expect, it } from "vitest";
import type { Notice } from "#platform/contract/notices.ts";
import { outcomeKeys } from "../contract/outcome-keys.ts";
import id from "./messages/id.json" with { type: "json" };
import { noticeOf } from "./notice-of.ts";

const aNotice = (parts: Partial<Notice>): Notice => ({
  id: "0195f3a0-0000-7000-8000-000000000001",
  kind: "listen.source_failing",
  severity: "warning",
  values: { title: "Kabar Uji", outcome: "server_error" },
  subject: { kind: "source", id: "s1" },
  at: "2026-03-17T07:20:00.000Z",
  isRead: false,
  ...parts,
});

const sentence = (key: string | undefined): unknown =>
  key?.replace("listen:", "").split(".").reduce<unknown>(into, id);
const isSaid = (key: string | undefined): boolean => typeof sentence(key) === "string";
const into = (tree: unknown, step: string): unknown =>
  typeof tree === "object" && tree !== null ? (tree as Record<string, unknown>)[step] : undefined;

describe("a notice of listening", () => {
  it.each(["listen.source_failing", "listen.source_stopped", "listen.source_recovered"])(
    "%s is said in words and leads to its source",
    (kind) => {
      const words = noticeOf(aNotice({ kind }));
      expect(words).toMatchObject({ to: "/sumber", search: { sumber: "s1" } });
      expect(isSaid(words?.title)).toBe(true);
    },
  );

  it("says what the last look ended with, in general words where it does not know", () => {
    const known = noticeOf(aNotice({ values: { title: "Kabar Uji", outcome: "gone" } }));
    expect(known?.more).toBe("listen:outcome.gone");
    expect(isSaid(noticeOf(aNotice({}))?.more)).toBe(true);
    const unknown = noticeOf(aNotice({ values: { title: "Kabar Uji", outcome: "of_tomorrow" } }));
    expect([known, unknown].map((words) => isSaid(words?.more))).toEqual([true, true]);
  });

  it("never says in how many minutes something is tried again: it is read later than it was written", () => {
    for (const outcome of outcomeKeys) {
      const { more } = noticeOf(aNotice({ values: { title: "Kabar Uji", outcome } })) ?? {};
      expect(sentence(more)).not.toContain("{{minutes}}");
    }
  });

  it("that an original is gone leads to the copy", () => {
    const kind = "listen.original_gone";
    const words = noticeOf(aNotice({ kind, subject: { kind: "mention", id: "m1" } }));
    expect(words).toMatchObject({ to: "/aliran", search: { sel: "m1" } });
    expect([words?.title, words?.more].map(isSaid)).toEqual([true, true]);
  });

  it("of another module is left to that", () => {
    expect(noticeOf(aNotice({ kind: "publish.approval_due" }))).toBeUndefined();
  });
});
