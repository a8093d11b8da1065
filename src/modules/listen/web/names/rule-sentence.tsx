import { useTranslation } from "react-i18next";
import type { EntityRule } from "../../contract/entity-rules.ts";
import { RichSentence } from "../rich-sentence.tsx";
import { useOrList } from "./use-or-list.ts";

/** A rule as a sentence: which names mean what, and when. */
export function RuleSentence({ rule }: { rule: EntityRule }) {
  const { t } = useTranslation("listen");
  const orList = useOrList();
  const { kind, name, aliases, near, within, unless } = rule;
  const isPlain = near.length === 0 && unless.length === 0;
  const key = isPlain
    ? "always"
    : [near.length > 0 ? "near" : "", unless.length > 0 ? "unless" : ""].join("");
  const nearWords = orList(near);
  return (
    <RichSentence
      say={(values) => t(`names.says.${key}`, values)}
      parts={{
        aliases: <strong>{orList(aliases.map((alias) => `“${alias}”`))}</strong>,
        name: (
          <>
            <strong>{name}</strong> ({t(`names.kind.${kind}`)})
          </>
        ),
        near: <em>{within === null ? nearWords : t("names.within", { words: nearWords, count: within })}</em>,
        unless: <em>{orList(unless)}</em>,
      }}
    />
  );
}
