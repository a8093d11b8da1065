import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { showToast } from "#web/kit/toasts.tsx";
import type { MentionSummary } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import { useAttempt } from "../use-attempt.ts";
import { useMentionPatch } from "./use-mentions.ts";

/** What an act is about: some mentions, or everything a query finds (`count` of them, for the reader). */
export type Target = { ids: readonly string[] } | { query: string; count: number };

const bulkMax = 1000;

/** Tagging and marking as read: done at once, shown at once, and offered to be taken back. */
export function useActs(items: readonly MentionSummary[]) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const patch = useMentionPatch();

  const refresh = () => {
    const { mentions } = listen.queries;
    for (const queryKey of [
      mentions.getMention.key(),
      mentions.listTags.key(),
      mentions.summarizeMentions.key(),
    ])
      void queries.invalidateQueries({ queryKey });
  };
  const { attempt, failure, dismiss } = useAttempt();
  const retag = (ids: ReadonlySet<string>, add: string | undefined, remove: string | undefined) =>
    patch((one) => {
      if (!ids.has(one.id)) return one;
      const kept = one.tags.filter((tag) => tag !== remove);
      return { ...one, tags: add === undefined || kept.includes(add) ? kept : [...kept, add] };
    });

  /** Adds or removes one tag; the toast takes it back. */
  const tag = (target: Target, name: string, isAdding: boolean) =>
    attempt(async () => {
      const selection = "ids" in target ? { ids: [...target.ids] } : { q: target.query };
      const shown = "ids" in target ? new Set(target.ids) : new Set(items.map((one) => one.id));
      const touched = new Set(
        items.filter((one) => shown.has(one.id) && one.tags.includes(name) !== isAdding).map((one) => one.id),
      );
      const result = await listen.client.mentions.tagMentions({
        selection,
        add: isAdding ? [name] : [],
        remove: isAdding ? [] : [name],
      });
      retag(touched, isAdding ? name : undefined, isAdding ? undefined : name);
      refresh();
      showToast({
        text: t(isAdding ? "act.tagged" : "act.untagged", {
          count: result.changed,
          number: format.whole(result.changed),
          tag: name,
        }),
        ...(result.changed === 0
          ? {}
          : {
              undo: () =>
                void attempt(async () => {
                  await listen.client.mentions.undoChange({ id: result.changeId });
                  retag(touched, isAdding ? undefined : name, isAdding ? name : undefined);
                  refresh();
                }),
            }),
      });
    });

  const setRead = async (ids: readonly string[], isRead: boolean) => {
    const changed = new Set(ids);
    for (let at = 0; at < ids.length; at += bulkMax)
      await listen.client.mentions.markMentionsRead({ ids: ids.slice(at, at + bulkMax), isRead });
    patch((one) => (changed.has(one.id) ? { ...one, isRead } : one));
  };

  /** Marks what is not read yet; the toast takes it back. */
  const markRead = (ids: readonly string[]) =>
    attempt(async () => {
      const wanted = new Set(ids);
      const unread = items.filter((one) => wanted.has(one.id) && !one.isRead).map((one) => one.id);
      if (unread.length > 0) await setRead(unread, true);
      showToast({
        text: t("act.read", { count: unread.length, number: format.whole(unread.length) }),
        ...(unread.length === 0 ? {} : { undo: () => void attempt(() => setRead(unread, false)) }),
      });
    });

  /** Looks whether a mention is still there at its address; what is gone is marked. */
  const check = (id: string) =>
    attempt(async () => {
      const { outcome } = await listen.client.mentions.checkMention({ id });
      if (outcome !== "unknown")
        patch((one) => (one.id === id ? { ...one, isGone: outcome === "gone" } : one));
      refresh();
      showToast({ text: t(`reader.check_${outcome}`) });
    });

  return { tag, markRead, check, failure, dismiss };
}
export type Acts = ReturnType<typeof useActs>;
