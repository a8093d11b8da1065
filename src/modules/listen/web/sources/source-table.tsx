import { Menu } from "@mantine/core";
import { IconDots, IconPlayerPause, IconPlayerPlay, IconRefresh } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useNow } from "#web/desk-clock.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { IconButton } from "#web/kit/button.tsx";
import { type Column, DataTable } from "#web/kit/data-table.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Sparkline } from "#web/kit/sparkline.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Source } from "../../contract/sources.ts";
import { DeskLink } from "../desk-link.tsx";
import { HealthCells } from "./health-cells.tsx";
import { isPolled, isQuiet, perDay } from "./source-rows.ts";
import { SourceStateMark } from "./source-state.tsx";
import css from "./source-table.module.css";
import { useOutcomeSentence } from "./use-outcome-sentence.ts";
import { useSourceActs } from "./use-source-acts.ts";

/** The sources as a table: state, the last looks, the rhythm, the last outcome in plain words, the next look. */
export function SourceTable({ sources }: { sources: readonly Source[] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const outcome = useOutcomeSentence();
  const mayManage = useMay("sources.manage");
  const acts = useSourceActs();
  const columns = useMemo(
    (): Column<Source>[] => [
      {
        key: "title",
        title: t("sources.column.source"),
        sort: (one) => one.title,
        value: (one) => (
          <span className={css["name"]}>
            <DeskLink to="/sumber" search={{ sumber: one.id }}>
              {one.title}
            </DeskLink>
            <small>
              {[one.outlet, one.folder]
                .filter((text, at, all) => text !== "" && text !== one.title && all.indexOf(text) === at)
                .join(" · ")}
            </small>
          </span>
        ),
      },
      {
        key: "state",
        title: t("sources.column.state"),
        sort: (one) => (isQuiet(one) ? 2 : one.state === "paused" ? 1 : 0),
        value: (one) => <SourceStateMark source={one} />,
        onPhone: "bare",
      },
      {
        key: "health",
        title: t("sources.column.health"),
        value: (one) => (one.kind === "file" ? null : <HealthCells health={one.health} />),
        onPhone: "bare",
      },
      {
        key: "rhythm",
        title: t("sources.column.rhythm"),
        align: "right",
        sort: (one) => perDay(one.rhythm),
        value: (one) => {
          const mean = perDay(one.rhythm);
          return one.kind === "file" ? null : (
            <span className={css["rhythm"]}>
              {one.rhythm.length > 2 ? <Sparkline values={one.rhythm} width={56} /> : null}
              {mean === null ? "–" : format.number(Math.round(mean * 10) / 10)}
            </span>
          );
        },
      },
      {
        key: "outcome",
        title: t("sources.column.outcome"),
        sort: (one) => (one.lastOutcome === null ? null : Date.parse(one.lastOutcome.at)),
        value: (one) =>
          one.kind === "file" ? (
            one.lastSuccessAt === null ? null : (
              <TimeText at={one.lastSuccessAt} look="ago" />
            )
          ) : one.lastOutcome === null ? (
            <span className={css["quiet"]}>{t("sources.never")}</span>
          ) : (
            <span className={css["outcome"]} data-failed={!one.lastOutcome.isOk || undefined}>
              {outcome(one.lastOutcome.key, one.lastOutcome.values)}
              <TimeText at={one.lastOutcome.at} look="ago" />
            </span>
          ),
        onPhone: "bare",
      },
      {
        key: "next",
        title: t("sources.column.next"),
        align: "right",
        sort: (one) => (one.nextPollAt === null ? null : Date.parse(one.nextPollAt)),
        value: (one) =>
          one.state !== "active" || one.nextPollAt === null ? null : <NextLook at={one.nextPollAt} />,
      },
      ...(mayManage
        ? [
            {
              key: "acts",
              title: t("sources.column.acts"),
              align: "right" as const,
              isTitleHidden: true,
              onPhone: "corner" as const,
              value: (one: Source) => (one.kind === "file" ? null : <RowActs source={one} acts={acts} />),
            },
          ]
        : []),
    ],
    [t, format, outcome, mayManage, acts],
  );
  return (
    <>
      {acts.error === null ? null : <ErrorNote error={acts.error} />}
      <DataTable
        label={t("nav.sources")}
        columns={columns}
        rows={sources}
        rowKey={(one) => one.id}
        initialSort={{ key: "state", isDown: true }}
      />
    </>
  );
}

/** When it is looked at next, counted by the desk's own clock. */
function NextLook({ at }: { at: string }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {Date.parse(at) <= now ? t("sources.due") : format.ago(at, now)}
    </time>
  );
}

function RowActs({ source, acts }: { source: Source; acts: ReturnType<typeof useSourceActs> }) {
  const { t } = useTranslation("listen");
  const isPaused = source.state !== "active";
  return (
    <Menu>
      <Menu.Target>
        <IconButton size="small" label={t("sources.act.menu", { title: source.title })}>
          <IconDots size={18} stroke={1.6} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isPolled(source) ? (
          <Menu.Item leftSection={<IconRefresh size={18} stroke={1.6} />} onClick={() => acts.poll(source)}>
            {t("sources.act.poll")}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={
            isPaused ? <IconPlayerPlay size={18} stroke={1.6} /> : <IconPlayerPause size={18} stroke={1.6} />
          }
          onClick={() => acts.setState(source, isPaused ? "active" : "paused")}
        >
          {t(isPaused ? "sources.act.resume" : "sources.act.pause")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
