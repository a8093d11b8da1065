import { useTranslation } from "react-i18next";
import { describeQuery, type QueryPart } from "#text/query/describe-query.ts";
import type { QueryNode } from "#text/query/tree.ts";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { usePlaces } from "../analysis/use-places.ts";
import { RichSentence } from "../rich-sentence.tsx";
import { useMentionWords } from "../use-mention-words.ts";
import { momentOf } from "./moment-words.ts";
import css from "./query-bar.module.css";

/** A query read back in plain words, so that what was asked can be checked before what was found. */
export function ReadBack({ tree }: { tree: QueryNode }) {
  const { t } = useTranslation("listen");
  const parts = describeQuery(tree);
  const isGlued = (part: QueryPart | undefined): boolean => part?.key === "query.read.open";
  return (
    <span className={css["readback"]}>
      {t("query.read_as")}{" "}
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the sentence
        <span key={index}>
          {index === 0 || isGlued(parts[index - 1]) || part.key === "query.read.close" ? "" : " "}
          <PartWords part={part} />
        </span>
      ))}
      .
    </span>
  );
}

function PartWords({ part }: { part: QueryPart }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const { channelName, languageName, toneName, intentName, hostileName } = useMentionWords();
  const { nameOf } = usePlaces();
  const field = String(part.values["field"] ?? "");
  const valueWords = (value: string): string => {
    if (field === "channel") return channelName(value);
    if (field === "lang") return languageName(value);
    if (field === "tone") return toneName(value);
    if (field === "intent") return intentName(value);
    if (field === "hostile") return hostileName(value);
    if (field === "place") return nameOf(value);
    return field === "has" ? t(`query.has.${value}`) : value;
  };
  const words = Object.fromEntries(
    Object.entries(part.values).map(([name, value]) => {
      if (name === "field") return [name, t(`query.field.${value}`)];
      const text =
        name === "value"
          ? valueWords(String(value))
          : name === "at"
            ? momentOf(String(value), format, zone)
            : String(value);
      return [name, <b key={name}>{text}</b>];
    }),
  );
  return <RichSentence say={(values) => t(part.key, values)} parts={words} />;
}
