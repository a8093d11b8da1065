import { useMutation } from "@tanstack/react-query";
import type { Mention } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";

export type Reveal = {
  /** Whether personal data is in view now. */
  isShown: boolean;
  /** The mention as it is to be shown. */
  mention: Mention;
  show: () => void;
  hide: () => void;
  isBusy: boolean;
  error: Error | null;
};

/**
 * Shows the personal data of one mention on this screen, until it is covered again or another mention is opened. What was
 * shown is kept nowhere: looking again is another entry of the audit log.
 */
export function useReveal(mention: Mention): Reveal {
  const reveal = useMutation(listen.queries.mentions.revealMention.mutationOptions({ gcTime: 0 }));
  const shown = reveal.data?.id === mention.id ? reveal.data : undefined;
  const { tags, notes, isRead, analysis } = mention;
  return {
    isShown: shown !== undefined,
    // What changes while one looks is that of the mention itself.
    mention: shown === undefined ? mention : { ...shown, tags, notes, isRead, analysis },
    show: () => reveal.mutate({ id: mention.id }),
    hide: reveal.reset,
    isBusy: reveal.isPending,
    error: reveal.error,
  };
}
