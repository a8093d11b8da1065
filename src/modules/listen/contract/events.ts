import { z } from "zod";
import { id } from "#shared/ids.ts";

/** Sent once for every batch of mentions that was stored for the first time. */
export const mentionsStored = {
  name: "listen.mentions_stored",
  payload: z.object({ ids: z.array(id), latestAt: z.string() }),
} as const;

/** Sent when monitors find mentions that came in or were changed; not for what a monitor finds in what is stored. */
export const monitorsMatched = {
  name: "listen.monitors_matched",
  payload: z.object({
    matches: z.array(z.object({ monitorId: id, mentionIds: z.array(id) })),
    at: z.string(),
  }),
} as const;

/** Sent when sources go by other names than before. */
export const sourcesRenamed = {
  name: "listen.sources_renamed",
  payload: z.object({ sourceIds: z.array(id) }),
} as const;

/** Sent for every batch of mentions that was compared with the others: which group of copies each is in stands now. */
export const mentionsCompared = {
  name: "listen.mentions_compared",
  payload: z.object({ ids: z.array(id) }),
} as const;

/** Sent for every batch of mentions that was put into stories: which story each is in stands now. */
export const mentionsPlaced = {
  name: "listen.mentions_placed",
  payload: z.object({ ids: z.array(id) }),
} as const;

/** Whose volume it is: all that is heard, what a monitor finds, mentions that name somebody, a story. */
export const spikeKind = z.enum(["stream", "monitor", "newsmaker", "story"]);

const spikeNews = z.object({
  spikeId: id,
  kind: spikeKind,
  /** The monitor's or story's id, "person:<key>" or "organisation:<key>"; empty for the stream. */
  subject: z.string(),
  /** What the monitor, the person or the organisation is called; empty for the stream and for stories. */
  name: z.string().default(""),
  at: z.string(),
});

/** Sent once when a volume leaves the usual, and not for what only looks like it. */
export const spikeStarted = { name: "listen.spike_started", payload: spikeNews } as const;

/** Sent when what is above the usual has doubled since a spike was last told. */
export const spikeGrown = { name: "listen.spike_grown", payload: spikeNews } as const;

/** Sent once when a spike that was told is over. */
export const spikeEnded = { name: "listen.spike_ended", payload: spikeNews } as const;
