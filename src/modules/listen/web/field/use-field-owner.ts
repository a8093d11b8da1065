import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Me } from "#platform/contract/session.ts";
import { isProblem } from "#web/api/problem-error.ts";
import { meQuery } from "#web/api/session.ts";
import { useWorkspaceChoice } from "#web/api/workspace-choice.ts";
import { changeLocale } from "#web/i18n/start-i18n.ts";
import type { Place } from "../../contract/analysis.ts";
import { listen } from "../listen-api.ts";
import type { FieldStore } from "./field-store.ts";

export type FieldOwner = {
  id: string;
  name: string;
  workspace: string;
  workspaceName: string;
  mayWrite: boolean;
};

/**
 * Who writes here, and what they choose from: asked of the desk where there is a network, else as it was known last. A
 * sign-in that ended is told, and what was known stays, so that notes can be kept all the same.
 */
export function useFieldOwner(store: FieldStore) {
  const slug = useWorkspaceChoice();
  const me = useQuery({ ...meQuery, retry: false, networkMode: "always" });
  const canAsk = me.data !== undefined;
  const places = useQuery({
    ...listen.queries.analysis.listPlaces.queryOptions(),
    enabled: canAsk,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const tags = useQuery({ ...listen.queries.mentions.listTags.queryOptions(), enabled: canAsk });
  const [known, setKnown] = useState<{ me?: Me; places?: Place[]; tags?: string[]; isRead: boolean }>({
    isRead: false,
  });
  useEffect(() => {
    void (async () => {
      const kept = Me.safeParse(await store.readAbout("me"));
      const keptPlaces = await store.readAbout<Place[]>("places");
      const keptTags = await store.readAbout<string[]>("tags");
      setKnown({
        isRead: true,
        ...(kept.success ? { me: kept.data } : {}),
        ...(keptPlaces === undefined ? {} : { places: keptPlaces }),
        ...(keptTags === undefined ? {} : { tags: keptTags }),
      });
    })();
  }, [store]);
  useEffect(() => {
    if (me.data === undefined) return;
    void store.writeAbout("me", me.data);
    void changeLocale(me.data.locale);
  }, [store, me.data]);
  useEffect(() => {
    if (places.data !== undefined) void store.writeAbout("places", places.data.items);
  }, [store, places.data]);
  useEffect(() => {
    if (tags.data !== undefined)
      void store.writeAbout(
        "tags",
        tags.data.items.slice(0, 200).map(({ tag }) => tag),
      );
  }, [store, tags.data]);

  const person = me.data ?? known.me;
  const membership = person?.memberships.find((one) => one.slug === slug) ?? person?.memberships[0];
  const owner: FieldOwner | undefined =
    person === undefined || membership === undefined
      ? undefined
      : {
          id: person.id,
          name: person.name,
          workspace: membership.slug,
          workspaceName: membership.name,
          mayWrite: membership.permissions.includes("mentions.clip"),
        };
  return {
    owner,
    isKnown: known.isRead && !(person === undefined && me.isLoading),
    isSignedOut: isProblem(me.error, "unauthenticated"),
    places: places.data?.items ?? known.places ?? [],
    tags: tags.data?.items.map(({ tag }) => tag) ?? known.tags ?? [],
  };
}
