import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { langOf } from "../lang-of.ts";
import css from "./version-view.module.css";
import type { Wording } from "./wordings.ts";

/** Two wordings in one text: what went is struck through, what came is underlined. Not by colour alone. */
export default function Difference({
  older,
  newer,
  language,
}: {
  older: Wording;
  newer: Wording;
  language: string;
}) {
  const { t } = useTranslation("listen");
  return (
    <div className={css["difference"]} lang={langOf(language)}>
      <p className={css["legend"]} lang={undefined}>
        <del>{t("reader.removed")}</del> <ins>{t("reader.added")}</ins>
      </p>
      {older.title === newer.title ? null : (
        <h3>
          <Changes before={older.title} after={newer.title} />
        </h3>
      )}
      <p className={css["text"]}>
        <Changes before={older.text} after={newer.text} />
      </p>
    </div>
  );
}

function Changes({ before, after }: { before: string; after: string }) {
  const changes = useMemo(() => diffWordsWithSpace(before, after), [before, after]);
  return (
    <>
      {changes.map((change, index) => {
        const Part = change.added ? "ins" : change.removed ? "del" : "span";
        // biome-ignore lint/suspicious/noArrayIndexKey: a change is its place in the text
        return <Part key={index}>{change.value}</Part>;
      })}
    </>
  );
}
