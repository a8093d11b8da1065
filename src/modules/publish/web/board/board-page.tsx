import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "#web/api/live.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Draft } from "../../contract/drafts.ts";
import type { VariantState } from "../../contract/variants.ts";
import { accounts, publish } from "../publish-api.ts";
import { stateChip } from "../state-chip.ts";
import css from "./board.module.css";
import { NewDraft } from "./new-draft.tsx";

/** The columns, from the idea to what went out. What failed needs its writer again. */
const columns = ["draft", "in_review", "approved", "scheduled", "sent"] as const;
type Column = (typeof columns)[number];

/** A story stands where the variant is that has come least far. */
function columnOf({ variants }: Draft): Column {
  const states = variants.map(({ state }) => (state === "failed" ? "draft" : state));
  return columns.find((column) => states.includes(column)) ?? "draft";
}

/** Naskah: what the office is going to say, and how far each story came. */
export default function BoardPage() {
  const { t } = useTranslation("publish");
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  useLive(({ type }) => {
    if (type === "drafts") void queries.invalidateQueries({ queryKey: publish.queries.key() });
  });
  const list = useQuery(publish.queries.listDrafts.queryOptions({ input: { limit: 100 } }));
  const connected = useQuery(accounts.queries.listAccounts.queryOptions());
  const hasAccounts = (connected.data?.items.length ?? 0) > 0;
  const begin = (
    <Button kind="primary" onClick={() => setAsking(true)}>
      {t("board.begin")}
    </Button>
  );
  return (
    <Page
      title={t("nav.drafts")}
      deck={t("board.deck")}
      aside={hasAccounts && (list.data?.items.length ?? 0) > 0 ? begin : undefined}
    >
      <QueryView query={list} rows={5}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t("board.empty_title")}
              actions={hasAccounts ? begin : <LinkButton to="/akun-resmi">{t("board.connect")}</LinkButton>}
            >
              {hasAccounts ? t("board.empty_text") : t("board.no_accounts")}
            </EmptyState>
          ) : (
            <div className={css["board"]}>
              {columns.map((column) => (
                <StoryColumn
                  key={column}
                  column={column}
                  drafts={items.filter((draft) => columnOf(draft) === column)}
                />
              ))}
            </div>
          )
        }
      </QueryView>
      <NewDraft known={connected.data?.items ?? []} isOpen={isAsking} onClose={() => setAsking(false)} />
    </Page>
  );
}

function StoryColumn({ column, drafts }: { column: Column; drafts: readonly Draft[] }) {
  const { t } = useTranslation("publish");
  return (
    <section className={css["column"]} aria-labelledby={`column-${column}`}>
      <h2 id={`column-${column}`}>
        {t(`board.column.${column}`)} <span>{drafts.length}</span>
      </h2>
      {drafts.length === 0 ? <p className={css["none"]}>{t("board.none")}</p> : null}
      <ul>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link to={"/naskah/$id" as string} params={{ id: draft.id } as never}>
              {draft.title}
            </Link>
            {draft.content.text === "" ? null : <p className={css["text"]}>{draft.content.text}</p>}
            <p className={css["states"]}>
              {statesOf(draft).map(([state, count]) => (
                <Chip key={state} kind={stateChip[state]}>
                  {count} {t(`state.${state}`)}
                </Chip>
              ))}
            </p>
            <p className={css["by"]}>
              {draft.byName} · <TimeText at={draft.updatedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function statesOf({ variants }: Draft): [VariantState, number][] {
  const counts = new Map<VariantState, number>();
  for (const { state } of variants) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts];
}
