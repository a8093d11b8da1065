import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Mention } from "../../contract/mentions.ts";
import css from "./version-view.module.css";
import { wordingsOf } from "./wordings.ts";

const Difference = lazy(() => import("./difference.tsx"));

/**
 * The wordings an article has had. The newest is shown as it is; any of them can be compared with the one before it.
 * `children` is the present text.
 */
export function VersionView({ mention, children }: { mention: Mention; children: ReactNode }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const wordings = wordingsOf(mention);
  const [shown, setShown] = useState("now");
  if (wordings.length < 2) return <>{children}</>;
  const at = shown === "now" ? -1 : Number(shown);
  const [older, newer] = [wordings[at - 1], wordings[at]];
  return (
    <>
      <div className={css["versions"]}>
        <span>{t("reader.versions", { count: wordings.length })}</span>
        <Segmented
          label={t("reader.choose_version")}
          value={shown}
          options={[
            { value: "now", label: t("reader.present") },
            ...wordings.slice(1).map((one, index) => ({
              value: String(index + 1),
              label: t("reader.change", { number: index + 1, at: format.dateTime(one.seenAt) }),
            })),
          ]}
          onChange={setShown}
        />
      </div>
      {older === undefined || newer === undefined ? (
        children
      ) : (
        <Suspense fallback={null}>
          <Difference older={older} newer={newer} language={mention.language} />
        </Suspense>
      )}
    </>
  );
}
