import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { listen } from "../listen-api.ts";
import { AddressFinder } from "../sources/address-finder.tsx";
import { wishesOf } from "../sources/starter-outlets.ts";
import { StarterPicker } from "../sources/starter-picker.tsx";
import type { FirstChoice } from "./first-choice.ts";
import css from "./first-run.module.css";

type Way = "outlets" | "address" | "sample";

/** Step 1: from the shipped list, from an address, or the sample. */
export function FirstRunChoice({
  choice,
  onChoose,
  onNext,
}: {
  choice: FirstChoice;
  onChoose: (choice: FirstChoice) => void;
  onNext: () => void;
}) {
  const { t } = useTranslation("listen");
  const [way, setWay] = useState<Way>(choice.kind === "sample" ? "sample" : "outlets");
  const outlets = useQuery(
    listen.queries.sources.listStarterOutlets.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  const wishes = choice.kind === "sources" ? choice.wishes : [];
  const chosen = new Set(wishes.map((wish) => wish.url));
  const choose = (urls: ReadonlySet<string>) =>
    onChoose({ kind: "sources", wishes: wishesOf(outlets.data?.items ?? [], urls) });
  const next = (
    <div className={css["next"]}>
      <Button
        kind="primary"
        disabled={way !== "sample" && wishes.length === 0}
        onClick={() => {
          if (way === "sample") onChoose({ kind: "sample" });
          onNext();
        }}
      >
        {way === "sample" ? t("first_run.take_sample") : t("first_run.take", { count: wishes.length })}
      </Button>
      {way !== "sample" && wishes.length === 0 ? <span>{t("first_run.choose_first")}</span> : null}
    </div>
  );
  return (
    <RuledSection
      title={t("first_run.step_1")}
      aside={
        <Segmented
          label={t("first_run.way")}
          value={way}
          options={(["outlets", "address", "sample"] as const).map((value) => ({
            value,
            label: t(`first_run.way_of.${value}`),
          }))}
          onChange={setWay}
        />
      }
      deck={t(`first_run.about.${way}`)}
    >
      {way === "outlets" ? (
        <>
          <StarterPicker chosen={chosen} onChange={choose} />
          {next}
        </>
      ) : way === "address" ? (
        <AddressFinder
          act={t("first_run.follow_this")}
          isBusy={false}
          onChoose={(found) => {
            const { url, title, outlet } = found;
            onChoose({
              kind: "sources",
              wishes: [...wishes, { url, title, outlet, folder: "", kind: found.kind }],
            });
            onNext();
          }}
        />
      ) : (
        next
      )}
    </RuledSection>
  );
}
