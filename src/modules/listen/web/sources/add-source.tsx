import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { ProgressLine } from "#web/kit/progress-line.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Source } from "../../contract/sources.ts";
import { listen } from "../listen-api.ts";
import { AddNetwork } from "./add-network.tsx";
import css from "./add-source.module.css";
import { AddressFinder } from "./address-finder.tsx";
import { ImportOpml } from "./import-opml.tsx";
import { wishesOf } from "./starter-outlets.ts";
import { StarterPicker } from "./starter-picker.tsx";
import { useFollow } from "./use-follow.ts";

const ways = ["address", "network", "outlets", "opml"] as const;
type Way = (typeof ways)[number];

/** Adding sources: by address with a look first, from the shipped list, from an OPML file. */
export function AddSource({
  isOpen,
  onClose,
  known,
}: {
  isOpen: boolean;
  onClose: () => void;
  known: readonly Source[];
}) {
  const { t } = useTranslation("listen");
  const [way, setWay] = useState<Way>("address");
  return (
    <SideDrawer isOpen={isOpen} onClose={onClose} size={680} title={t("sources.add.title")}>
      <div className={css["ways"]}>
        <Segmented
          label={t("sources.add.way")}
          value={way}
          options={ways.map((value) => ({ value, label: t(`sources.add.way_of.${value}`) }))}
          onChange={setWay}
        />
        {way === "address" ? (
          <ByAddress />
        ) : way === "network" ? (
          <AddNetwork />
        ) : way === "outlets" ? (
          <ByList known={known} onDone={onClose} />
        ) : (
          <ImportOpml />
        )}
      </div>
    </SideDrawer>
  );
}

function ByAddress() {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const create = useMutation(
    listen.queries.sources.createSource.mutationOptions({
      onSuccess: (made) => {
        void queries.invalidateQueries({ queryKey: listen.queries.sources.key() });
        showToast({ text: t("sources.add.followed", { title: made.title }) });
      },
    }),
  );
  return (
    <>
      <AddressFinder
        act={t("sources.add.follow")}
        isBusy={create.isPending}
        onChoose={({ kind, url, title, outlet }) =>
          create.mutate({
            kind,
            url,
            ...(title.trim() === "" ? {} : { title: title.trim().slice(0, 200) }),
            ...(outlet.trim() === "" ? {} : { outlet: outlet.trim().slice(0, 200) }),
          })
        }
      />
      {create.isError ? <ErrorNote error={create.error} unchanged={t("sources.add.nothing_added")} /> : null}
    </>
  );
}

function ByList({ known, onDone }: { known: readonly Source[]; onDone: () => void }) {
  const { t } = useTranslation("listen");
  const outlets = useQuery(
    listen.queries.sources.listStarterOutlets.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { follow, progress, error } = useFollow();
  const isRunning = progress !== undefined && progress.done < progress.total && error === undefined;
  const start = async () => {
    const wishes = wishesOf(outlets.data?.items ?? [], chosen);
    if (!(await follow(wishes))) return;
    showToast({ text: t("sources.add.added", { count: wishes.length }) });
    onDone();
  };
  return (
    <>
      <StarterPicker chosen={chosen} known={new Set(known.map((one) => one.url))} onChange={setChosen} />
      {progress !== undefined && isRunning ? (
        <ProgressLine
          title={t("sources.add.adding")}
          done={progress.done}
          total={progress.total}
          unit={t("sources.unit")}
        />
      ) : null}
      {error === undefined ? null : <ErrorNote error={error} />}
      <FormActs>
        <Button kind="primary" isBusy={isRunning} disabled={chosen.size === 0} onClick={() => void start()}>
          {t("sources.add.follow_count", { count: chosen.size })}
        </Button>
        {chosen.size === 0 ? <span>{t("sources.add.choose_first")}</span> : null}
      </FormActs>
    </>
  );
}
