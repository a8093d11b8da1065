import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Clipping, ClippingEdit, ClippingPlan, ClippingSettings } from "../../contract/clipping.ts";
import { listen } from "../listen-api.ts";

/** A clipping may be made or sent by itself at any minute. Milliseconds. */
const lookAgainMs = 30_000;

export const useClippingPlans = () => useQuery(listen.queries.clippings.listClippingPlans.queryOptions());

export const useClippings = () =>
  useQuery(listen.queries.clippings.listClippings.queryOptions({ refetchInterval: lookAgainMs }));

export const useClipping = (id: string) =>
  useQuery(
    listen.queries.clippings.getClipping.queryOptions({ input: { id }, refetchInterval: lookAgainMs }),
  );

/** What can be done with clippings; every list follows. */
export function useClippingActs() {
  const queries = useQueryClient();
  const after = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done;
    await queries.invalidateQueries({ queryKey: listen.queries.clippings.key() });
    return result;
  };
  const { client } = listen;
  return {
    createPlan: (settings: ClippingSettings) => after(client.clippings.createClippingPlan(settings)),
    updatePlan: ({ id, revision }: Pick<ClippingPlan, "id" | "revision">, settings: ClippingSettings) =>
      after(client.clippings.updateClippingPlan({ ...settings, id, revision })),
    removePlan: (id: string) => after(client.clippings.removeClippingPlan({ id })),
    make: (planId: string) => after(client.clippings.makeClipping({ id: planId })),
    edit: (edit: ClippingEdit) => after(client.clippings.editClipping(edit)),
    add: (to: Pick<Clipping, "id" | "revision">, mentionId: string, section: string) =>
      after(client.clippings.addToClipping({ id: to.id, revision: to.revision, mentionId, section })),
    sendAgain: (id: string, address: string) => after(client.clippings.sendAgain({ id, address })),
    send: ({ id, revision }: Pick<Clipping, "id" | "revision">) =>
      after(client.clippings.sendClipping({ id, revision })),
  };
}

/** A minute of the day as people write it: 06:30. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** The minute of the day that a time field holds; undefined while it is empty. */
export function minuteOf(clock: string): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  return hour === undefined || minute === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
