import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { NetworkBurst } from "../../contract/network.ts";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import css from "./network.module.css";

/** The same words from several accounts within minutes, with everybody who took part. */
export function NetworkBursts({ bursts }: { bursts: readonly NetworkBurst[] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  return (
    <RuledSection title={t("network.bursts")} deck={t("network.bursts_deck")}>
      {bursts.length === 0 ? <p className={detail["deck"]}>{t("network.no_bursts")}</p> : null}
      <ol className={css["bursts"]} aria-label={t("network.bursts")}>
        {bursts.map((one) => (
          <li key={one.groupId}>
            <blockquote>{one.words}</blockquote>
            <p>
              {t("network.burst", {
                posts: format.whole(one.posts),
                accounts: format.whole(one.accounts),
                minutes: format.whole(one.minutes),
              })}{" "}
              · <TimeText at={one.firstAt} look="dateTime" />
            </p>
            <Evidence evidence={one.evidence} />
          </li>
        ))}
      </ol>
    </RuledSection>
  );
}

/** The posts themselves, listed when somebody wants to see them. */
function Evidence({ evidence }: Pick<NetworkBurst, "evidence">) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t("network.evidence", { count: evidence.length, number: format.whole(evidence.length) })}
      </summary>
      {isOpen ? (
        <ol>
          {evidence.map(({ mentionId, name, at }) => (
            <li key={mentionId}>
              <DeskLink to="/aliran" search={{ sel: mentionId }}>
                {name}
              </DeskLink>{" "}
              <TimeText at={at} look="seconds" />
            </li>
          ))}
        </ol>
      ) : null}
    </details>
  );
}
