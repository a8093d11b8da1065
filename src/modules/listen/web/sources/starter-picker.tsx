import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { listen } from "../listen-api.ts";
import { matchingOutlets, type StarterOutlet } from "./starter-outlets.ts";
import css from "./starter-picker.module.css";

/**
 * The shipped list of Indonesian outlets: searched, chosen outlet by outlet or feed by feed. `chosen` holds addresses
 * of feeds; those in `known` are followed already and cannot be chosen again.
 */
export function StarterPicker({
  chosen,
  known = new Set(),
  onChange,
}: {
  chosen: ReadonlySet<string>;
  known?: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation("listen");
  const query = useQuery(
    listen.queries.sources.listStarterOutlets.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  const [wanted, setWanted] = useState("");
  const set = (urls: readonly string[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const url of urls)
      if (isOn && !known.has(url)) next.add(url);
      else next.delete(url);
    onChange(next);
  };
  return (
    <QueryView query={query} rows={6}>
      {({ items }) => {
        const shown = matchingOutlets(items, wanted);
        const urls = shown
          .flatMap((one) => one.feeds.map((feed) => feed.url))
          .filter((url) => !known.has(url));
        const isAll = urls.length > 0 && urls.every((url) => chosen.has(url));
        return (
          <div className={css["picker"]}>
            <div className={css["head"]}>
              <TextInput
                type="search"
                label={t("sources.starter.search")}
                value={wanted}
                onChange={(event) => setWanted(event.currentTarget.value)}
              />
              <Button onClick={() => set(urls, !isAll)} disabled={urls.length === 0}>
                {isAll ? t("sources.starter.none") : t("sources.starter.all", { count: urls.length })}
              </Button>
            </div>
            {shown.length === 0 ? <p className={css["empty"]}>{t("sources.starter.nothing")}</p> : null}
            <ul className={css["outlets"]}>
              {shown.map((outlet) => (
                <OutletLine key={outlet.domain} outlet={outlet} chosen={chosen} known={known} onSet={set} />
              ))}
            </ul>
          </div>
        );
      }}
    </QueryView>
  );
}

function OutletLine({
  outlet,
  chosen,
  known,
  onSet,
}: {
  outlet: StarterOutlet;
  chosen: ReadonlySet<string>;
  known: ReadonlySet<string>;
  onSet: (urls: readonly string[], isOn: boolean) => void;
}) {
  const { t } = useTranslation("listen");
  const [isOpen, setOpen] = useState(false);
  const free = outlet.feeds.map((feed) => feed.url).filter((url) => !known.has(url));
  const taken = free.filter((url) => chosen.has(url)).length;
  return (
    <li>
      <div className={css["outlet"]}>
        <label>
          <input
            type="checkbox"
            checked={free.length > 0 && taken === free.length}
            disabled={free.length === 0}
            ref={(box) => {
              if (box !== null) box.indeterminate = taken > 0 && taken < free.length;
            }}
            onChange={(event) => onSet(free, event.currentTarget.checked)}
          />
          <b>{outlet.outlet}</b>
          <span>{outlet.domain}</span>
        </label>
        <Button size="small" kind="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {free.length === 0
            ? t("sources.starter.followed")
            : taken > 0
              ? t("sources.starter.some_feeds", { count: outlet.feeds.length, taken })
              : t("sources.starter.feeds", { count: outlet.feeds.length })}
        </Button>
      </div>
      {isOpen ? (
        <ul className={css["feeds"]}>
          {outlet.feeds.map((feed) => (
            <li key={feed.url}>
              <label title={feed.url}>
                <input
                  type="checkbox"
                  checked={known.has(feed.url) || chosen.has(feed.url)}
                  disabled={known.has(feed.url)}
                  onChange={(event) => onSet([feed.url], event.currentTarget.checked)}
                />
                {feed.title}
              </label>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
