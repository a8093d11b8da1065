import { z } from "zod";
import { id } from "#shared/ids.ts";

/** Sent once for every batch of mentions that was stored for the first time. */
export const mentionsStored = {
  name: "listen.mentions_stored",
  payload: z.object({ ids: z.array(id), latestAt: z.string() }),
} as const;

/** Sent for every batch of mentions that was compared with the others: which group of copies each is in stands now. */
export const mentionsCompared = {
  name: "listen.mentions_compared",
  payload: z.object({ ids: z.array(id) }),
} as const;
