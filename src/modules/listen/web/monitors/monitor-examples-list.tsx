import { useTranslation } from "react-i18next";
import { LinkButton } from "#web/kit/button.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { monitorExamples } from "./monitor-examples.ts";
import css from "./monitors-page.module.css";

/** Three queries that an office begins with, each opened for writing one's own names into it. */
export function MonitorExamples() {
  const { t } = useTranslation("listen");
  return (
    <RuledSection title={t("monitors.examples")} deck={t("monitors.examples_help")}>
      <ul className={css["examples"]}>
        {monitorExamples.map(({ key, q, exclude, kind, colour }) => (
          <li key={key}>
            <div>
              <h3>{t(`monitors.example.${key}`)}</h3>
              <p>{t(`monitors.example.${key}_why`)}</p>
              <p>
                <code>{q}</code>
                {exclude === "" ? null : (
                  <>
                    {" "}
                    {t("monitors.without")} <code>{exclude}</code>
                  </>
                )}
              </p>
            </div>
            <LinkButton
              size="small"
              to="/pantauan/baru"
              search={{ name: t(`monitors.example.${key}`), q, exclude, kind, colour }}
            >
              <span aria-hidden="true">{t("monitors.use_example")}</span>
              <span className="sr">
                {t("monitors.use_example_of", { name: t(`monitors.example.${key}`) })}
              </span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </RuledSection>
  );
}
