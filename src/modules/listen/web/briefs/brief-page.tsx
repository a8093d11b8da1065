import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { useMay } from "#web/api/session.ts";
import { currentWorkspace } from "#web/api/workspace-choice.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import type { BriefQuestion } from "../../contract/brief.ts";
import { useMonitors } from "../monitors/use-monitors.ts";
import { BriefChoice } from "./brief-choice.tsx";
import { BriefView } from "./brief-view.tsx";
import css from "./briefs.module.css";
import { SendBrief } from "./send-brief.tsx";
import { useBrief, useBriefAddress } from "./use-brief.ts";

/** Taklimat: one page a chief reads in two minutes, live; two periods or monitors side by side; to print and to send. */
export default function BriefPage() {
  const { t } = useTranslation("listen");
  const monitors = useMonitors();
  return (
    <QueryView query={monitors} rows={8}>
      {({ items }) =>
        items.length === 0 ? (
          <Page title={t("briefs.title")} deck={t("briefs.deck")}>
            <EmptyState
              title={t("briefs.empty_title")}
              actions={
                <LinkButton kind="primary" to="/pantauan/baru">
                  {t("monitor.add")}
                </LinkButton>
              }
            >
              {t("briefs.empty")}
            </EmptyState>
          </Page>
        ) : (
          <Told monitors={items} />
        )
      }
    </QueryView>
  );
}

function Told({ monitors }: { monitors: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const address = useBriefAddress();
  const { question } = address;
  const query = useBrief(question);
  const [isAsked, setAsked] = useState(false);
  const isRefused = query.error !== null && isProblem(query.error);
  return (
    <Page
      title={query.data?.title ?? t("briefs.title")}
      deck={query.data === undefined ? t("briefs.deck") : `${query.data.date} · ${query.data.span}`}
      aside={
        <span className={css["screenOnly"]}>
          <LinkButton href={pdfOf(question)} target="_blank" rel="noreferrer">
            {t("briefs.pdf")}
          </LinkButton>
          {mayManage ? (
            <Button kind="primary" disabled={query.data === undefined} onClick={() => setAsked(true)}>
              {t("briefs.send")}
            </Button>
          ) : null}
        </span>
      }
    >
      <BriefChoice address={address} monitors={monitors} />
      {isRefused ? (
        <p role="alert">{query.error?.message}</p>
      ) : (
        <QueryView query={query} rows={10}>
          {(brief) => <BriefView brief={brief} />}
        </QueryView>
      )}
      {isAsked && query.data !== undefined ? (
        <SendBrief question={question} title={query.data.title} onClose={() => setAsked(false)} />
      ) : null}
    </Page>
  );
}

/** Where the brief is fetched ready to print. */
function pdfOf(question: BriefQuestion): string {
  const workspace = currentWorkspace();
  const asked = new URLSearchParams(
    Object.entries(question).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  if (workspace !== undefined) asked.set("workspace", workspace);
  return `/api/listen/brief/pdf?${asked.toString()}`;
}
