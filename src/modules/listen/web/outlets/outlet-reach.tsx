import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { OutletDetail, ReachRange } from "../../contract/outlet.ts";
import detail from "../detail-page.module.css";
import { AddReach } from "./add-reach.tsx";
import css from "./outlets.module.css";
import { useOutletActs } from "./use-outlets.ts";

/** How many people an outlet or account may reach: a range, with where it is from, and what was said before. */
export function OutletReach({ outlet }: { outlet: OutletDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayEnter = useMay("sources.manage");
  const { addReach, removeReach, failure } = useOutletActs(outlet);
  const [isAdding, setAdding] = useState(false);
  const [, ...earlier] = outlet.reaches;
  const said = ({ low, high }: ReachRange) => format.range(low, high);
  const from = (one: ReachRange) =>
    t("outlets.reach.from", {
      certainty: t(`outlets.certainty.${one.certainty}`),
      source: one.source,
      date: format.dateLong(`${one.asOf}T12:00:00Z`),
    });
  const remove = (one: ReachRange) =>
    mayEnter ? (
      <Button
        size="small"
        kind="ghost"
        aria-label={t("outlets.reach.remove_of", { range: said(one) })}
        onClick={() => void removeReach(one.id)}
      >
        {t("outlets.reach.remove")}
      </Button>
    ) : null;
  return (
    <RuledSection
      title={t("outlets.reach.title")}
      aside={
        mayEnter ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t("outlets.reach.add")}
          </Button>
        ) : undefined
      }
    >
      {outlet.reach === null ? (
        <p className={detail["deck"]}>{t("outlets.reach.none")}</p>
      ) : (
        <>
          <p className={css["reach"]}>{said(outlet.reach)}</p>
          <p className={detail["deck"]}>
            {t(`outlets.basis.${outlet.reach.basis}`)}. {from(outlet.reach)}{" "}
            {t("outlets.reach.entered_by", { name: outlet.reach.enteredByName })}
          </p>
          {remove(outlet.reach)}
        </>
      )}
      {failure === undefined || isAdding ? null : <ErrorNote error={failure} />}
      {earlier.length === 0 ? null : (
        <ul className={detail["names"]} aria-label={t("outlets.reach.history")}>
          {earlier.map((one) => (
            <li key={one.id}>
              <div>
                <b>{said(one)}</b>
                <p>{from(one)}</p>
              </div>
              {remove(one)}
            </li>
          ))}
        </ul>
      )}
      <Dialog isOpen={isAdding} title={t("outlets.reach.add_title")} onClose={() => setAdding(false)}>
        <AddReach
          kind={outlet.kind}
          failure={failure}
          onAdd={async (reach) => {
            if (await addReach(reach)) setAdding(false);
          }}
        />
      </Dialog>
    </RuledSection>
  );
}
