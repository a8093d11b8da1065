import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Chip } from "#web/kit/chip.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { FollowedPage } from "../../contract/followed-pages.ts";
import type { StatementInsights as Insights } from "../../contract/insights.ts";
import type { Statement } from "../../contract/statements.ts";
import { PageState } from "../followed-pages/page-state.tsx";
import { StatementInsights } from "../insights/statement-insights.tsx";
import { useSentence } from "../list/use-sentence.ts";
import { PasteKit } from "../paste-kit/paste-kit.tsx";
import { StatementActs } from "./statement-acts.tsx";
import css from "./statements.module.css";
import { chipOf, useStatementWords } from "./use-statement-words.ts";

/** One statement: what was said, through whom, how far it came, why, and what to do. */
export function StatementCard({
  statement,
  page,
  insights,
}: {
  statement: Statement;
  /** Of one that a person posted by hand. */
  page: FollowedPage | undefined;
  /** What became of it; left out until it stands on a real network. */
  insights?: Insights | undefined;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const words = useStatementWords();
  const maySend = useMay("statements.send");
  const { why, next } = words(statement);
  return (
    <li className={css["statement"]} data-state={statement.state}>
      <article aria-labelledby={`statement-${statement.id}`}>
        <header>
          <Chip kind={chipOf[statement.state]}>{t(`statement.state.${statement.state}`)}</Chip>
          {statement.kind === "say" ? null : <Chip>{t(`statement.kind.${statement.kind}`)}</Chip>}
          {statement.isSandboxed ? <Chip kind="brass">{t("statement.practice")}</Chip> : null}
          <span>
            {statement.shownHandle} · {say(statement.networkName)}
          </span>
          <TimeText at={statement.sentAt ?? statement.createdAt} look="dateTime" />
        </header>
        <h2 id={`statement-${statement.id}`} className={css["text"]}>
          {statement.title === null ? null : <strong>{statement.title} </strong>}
          {statement.text === "" ? t("statement.only_files") : statement.text}
        </h2>
        <Details statement={statement} />
        <Held statement={statement} />
        {why === null || statement.heldBy.length > 0 ? null : (
          <p className={css["why"]}>
            {why} {next}
          </p>
        )}
        {statement.said === null ? null : (
          <p className={css["why"]}>
            {t("statement.said")} <q>{statement.said}</q>
          </p>
        )}
        {statement.state === "waiting_for_person" &&
        statement.cause === "by_hand" &&
        statement.heldBy.length === 0 ? (
          <PasteKit statement={statement} />
        ) : null}
        {insights ? <StatementInsights insights={insights} /> : null}
        <Times statement={statement} />
        <PageState statement={statement} page={page} />
        {maySend ? <StatementActs statement={statement} /> : null}
      </article>
    </li>
  );
}

/** What of the emergency brake keeps it here, or who let it through. */
function Held({ statement: { heldBy, release } }: { statement: Statement }) {
  const { t } = useTranslation("accounts");
  return (
    <>
      {heldBy.map(({ id, placedAt, byName, reason, words }) => (
        <p key={id} className={css["why"]} data-held>
          {t("statement.held")} <TimeText at={placedAt} look="dateTime" />{" "}
          {t("statement.held_by", { name: byName, reason })}{" "}
          {words === null ? null : t("statement.held_words", { words })}
        </p>
      ))}
      {release === null ? null : (
        <p className={css["why"]}>
          {t("statement.let_through", { name: release.byName, reason: release.reason })}
        </p>
      )}
    </>
  );
}

function Details({ statement }: { statement: Statement }) {
  const { t } = useTranslation("accounts");
  return (
    <>
      {statement.link === null ? null : <p className={css["link"]}>{statement.link}</p>}
      {statement.replyToUrl === null ? null : (
        <p className={css["link"]}>
          {t("statement.replies_to")} <a href={statement.replyToUrl}>{statement.replyToUrl}</a>
        </p>
      )}
      {statement.media.length === 0 ? null : (
        <ul className={css["pictures"]}>
          {statement.media.map(({ fileId, alt }) => (
            <li key={fileId}>
              <img src={`/api/files/${fileId}`} alt={alt} loading="lazy" />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** When it was asked for, tried and sent; what became of it since. */
function Times({ statement }: { statement: Statement }) {
  const { t } = useTranslation("accounts");
  const { attempts, state, pausedUntil, nextTryAt } = statement;
  const nextAt = pausedUntil !== null && pausedUntil > nextTryAt ? pausedUntil : nextTryAt;
  return (
    <p className={css["times"]}>
      <span>{t("statement.by", { name: statement.byName })}</span>
      {attempts > 1 ? <span>{t("statement.attempts", { count: attempts })}</span> : null}
      {state === "waiting" && new Date(nextAt) > new Date(statement.createdAt) ? (
        <span>
          {t(attempts === 0 ? "statement.goes_out" : "statement.next_try")}{" "}
          <TimeText at={nextAt} look="dateTime" />
        </span>
      ) : null}
      {state === "waiting" ? (
        <span>
          {t("statement.gives_up")} <TimeText at={statement.giveUpAt} look="dateTime" />
        </span>
      ) : null}
      {statement.editedAt === null ? null : (
        <span>
          {t("statement.edited")} <TimeText at={statement.editedAt} look="dateTime" />
        </span>
      )}
      {statement.removedAt === null ? null : (
        <span>
          {t("statement.removed")} <TimeText at={statement.removedAt} look="dateTime" />
        </span>
      )}
      {statement.url === null || statement.removedAt !== null ? null : (
        <a href={statement.url}>{t("statement.open")}</a>
      )}
    </p>
  );
}
