import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { TimeText } from "#web/kit/time-text.tsx";
import type { ClippingItem } from "../../contract/clipping.ts";
import { DeskLink } from "../desk-link.tsx";
import css from "./clippings.module.css";

/** A line of a clipping as it is read: lead, tone, extract, comment, who else has it. */
export function ClippingItemView({ item }: { item: ClippingItem }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const named = item.others.map(({ outlet }) => outlet).join(", ");
  return (
    <article className={css["item"]}>
      <h3>
        <DeskLink to="/aliran" search={{ sel: item.leadId }}>
          {item.ownTitle ?? item.title}
        </DeskLink>
      </h3>
      <p className={css["meta"]}>
        {item.outlet} · <TimeText at={item.publishedAt} look="dateTime" /> ·{" "}
        <span data-tone={item.tone ?? "none"}>
          {item.tone === null ? t("clippings.no_tone") : t(`tone.${item.tone}`)}
          {item.isCorrected ? ` (${t("clippings.by_person")})` : null}
        </span>
      </p>
      {item.extract === "" ? null : <p>{item.extract}</p>}
      {item.phases.length === 0 ? null : (
        <ol className={css["phases"]} aria-label={t("clippings.phases")}>
          {item.phases.map(({ leadId, from, title, mentions }) => (
            <li key={leadId}>
              <TimeText at={from} look="dateTime" />{" "}
              <DeskLink to="/aliran" search={{ sel: leadId }}>
                {title}
              </DeskLink>{" "}
              · {t("clippings.mentions", { count: mentions, number: format.whole(mentions) })}
            </li>
          ))}
        </ol>
      )}
      {item.comment === null ? null : (
        <p className={css["comment"]}>
          <b>{t("clippings.comment")}:</b> {item.comment}
        </p>
      )}
      {item.mentions > 1 ? (
        <p className={css["meta"]}>
          <DeskLink to="/aliran" search={{ q: item.query }}>
            {t("clippings.mentions", { count: item.mentions, number: format.whole(item.mentions) })}
          </DeskLink>
          {named === ""
            ? null
            : ` · ${t("clippings.also", { number: format.whole(item.outlets - 1), named })}`}
          {item.storyId === null ? null : (
            <>
              {" "}
              · <DeskLink to={`/cerita/${item.storyId}`}>{t("clippings.open_story")}</DeskLink>
            </>
          )}
        </p>
      ) : null}
    </article>
  );
}
