import { z } from "zod";
import { id } from "#shared/ids.ts";

/** Sent once for every batch of mentions that was stored for the first time. */
export const mentionsStored = {
  name: "listen.mentions_stored",
  payload: z.object({ ids: z.array(id), latestAt: z.string() }),
} as const;
