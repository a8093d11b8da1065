import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { LoadingLines } from "#web/kit/loading-lines.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import type { Copy } from "../../contract/copies.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import css from "./copy-section.module.css";

/** Search parameters of the address that opens a mention. */
export type SearchOf = Record<string, string | undefined>;

const Difference = lazy(() => import("../stream/difference.tsx"));

/** One copy: how long after the first, whose, how alike, and on demand what differs from the first. */
export function CopyLine({
  copy,
  first,
  isOpen,
  search,
  onApart,
}: {
  copy: Copy;
  first: Copy;
  isOpen: boolean;
  search: SearchOf;
  onApart: (() => void) | undefined;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [isCompared, setCompared] = useState(false);
  const isFirst = copy.id === first.id;
  const compare = t(isCompared ? "copies.compare_close" : "copies.compare");
  return (
    <li aria-current={isOpen ? "true" : undefined}>
      <p className={css["when"]}>
        {copy.timePrecision === "day" ? (
          <time dateTime={copy.publishedAt}>{format.dateShort(copy.publishedAt)}</time>
        ) : (
          <time dateTime={copy.publishedAt} title={format.dateTime(copy.publishedAt)}>
            {isFirst
              ? `${format.dateShort(copy.publishedAt)}, ${format.time(copy.publishedAt)}`
              : t("copies.later", { span: format.duration(copy.lagSeconds) })}
          </time>
        )}
      </p>
      <div className={css["what"]}>
        <p className={css["who"]}>
          <b>{copy.outlet}</b>
          {copy.author === null ? null : <span>{copy.author}</span>}
          {isFirst ? <Chip>{t("copies.first")}</Chip> : null}
          {copy.kind === "origin" ? null : (
            <span>
              {t(`copies.kind.${copy.kind}`)}
              {copy.similarity === null || copy.kind === "same"
                ? ""
                : `, ${t("copies.alike", { share: format.percent(copy.similarity) })}`}
            </span>
          )}
          {copy.isGone ? <span>{t("mention.gone")}</span> : null}
        </p>
        <p className={css["title"]}>
          {isOpen ? (
            <>
              {copy.title} <span className={css["quiet"]}>{t("copies.open_now")}</span>
            </>
          ) : (
            <DeskLink to="/aliran" search={search}>
              {copy.title}
            </DeskLink>
          )}
        </p>
        <p className={css["acts"]}>
          {isFirst ? null : (
            <Button
              size="small"
              kind="ghost"
              aria-expanded={isCompared}
              aria-label={t("copies.compare_of", { act: compare, outlet: copy.outlet })}
              onClick={() => setCompared(!isCompared)}
            >
              {compare}
            </Button>
          )}
          {onApart === undefined ? null : (
            <Button
              size="small"
              kind="ghost"
              aria-label={t("copies.apart_of", { outlet: copy.outlet })}
              onClick={onApart}
            >
              {t("copies.apart")}
            </Button>
          )}
        </p>
        {isCompared ? <Compared first={first.id} copy={copy.id} /> : null}
      </div>
    </li>
  );
}

function Compared({ first, copy }: { first: string; copy: string }) {
  const older = useQuery(listen.queries.mentions.getMention.queryOptions({ input: { id: first } }));
  const newer = useQuery(listen.queries.mentions.getMention.queryOptions({ input: { id: copy } }));
  const failure = older.error ?? newer.error;
  if (failure) return <ErrorNote error={failure} />;
  if (!older.data || !newer.data) return <LoadingLines rows={3} />;
  const wording = ({ title, text, receivedAt }: typeof older.data) => ({ title, text, seenAt: receivedAt });
  return (
    <Suspense fallback={null}>
      <Difference older={wording(older.data)} newer={wording(newer.data)} language={newer.data.language} />
    </Suspense>
  );
}
