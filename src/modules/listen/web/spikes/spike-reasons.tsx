import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { ToneCounts } from "../../contract/analysis.ts";
import type { SpikeDetail } from "../../contract/spike.ts";
import { DeskLink } from "../desk-link.tsx";
import ranks from "../home/ranked-lines.module.css";
import { toggleValue } from "../stream/edit-query.ts";
import css from "./spikes.module.css";

/** What explains a spike: who carries it, which words are new, how much repeats, how the tone moved. */
export function SpikeReasons({ spike }: { spike: SpikeDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { voices, words, query, looked, total } = spike;
  return (
    <>
      <Sentences spike={spike} />
      <div className={css["columns"]}>
        <RuledSection title={t("spikes.voices")}>
          <ol className={ranks["lines"]}>
            {voices.map((one) => (
              <li key={`${one.outlet} ${one.name}`}>
                <DeskLink
                  to="/aliran"
                  search={{
                    q: `${query} ${one.isAccount ? "author" : "outlet"}:"${one.isAccount ? one.name : one.outlet}"`,
                  }}
                  className={ranks["name"]}
                >
                  {one.name}
                </DeskLink>
                <span className={ranks["beside"]}>
                  {t("spikes.voice", {
                    number: format.whole(one.count),
                    share: format.percent(one.share),
                    before: format.percent(one.shareBefore),
                  })}
                </span>
              </li>
            ))}
          </ol>
        </RuledSection>
        <RuledSection title={t("spikes.words")}>
          {words.length === 0 ? <p className={ranks["none"]}>{t("spikes.no_words")}</p> : null}
          <ol className={ranks["lines"]}>
            {words.map((one) => (
              <li key={one.word}>
                <DeskLink to="/aliran" search={{ q: `"${one.word}" ${query}` }} className={ranks["name"]}>
                  {one.word}
                </DeskLink>
                <span className={ranks["beside"]}>
                  {one.before === 0
                    ? t("spikes.word_new", { number: format.whole(one.count) })
                    : t("spikes.word", {
                        number: format.whole(one.count),
                        before: format.whole(one.before),
                      })}
                </span>
              </li>
            ))}
          </ol>
        </RuledSection>
      </div>
      {looked < total ? (
        <p className={css["line"]}>{t("spikes.looked", { number: format.whole(looked) })}</p>
      ) : null}
    </>
  );
}

function Sentences({ spike }: { spike: SpikeDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { voices, copies, looked, sameWords, tones, tonesBefore, query } = spike;
  const [first, second] = voices;
  const [now, before] = [negativeShare(tones), negativeShare(tonesBefore)];
  return (
    <RuledSection title={t("spikes.why")}>
      {first === undefined ? null : (
        <p>
          {second === undefined
            ? t("spikes.alone", { name: first.name, share: format.percent(first.share) })
            : t("spikes.carried", {
                name: first.name,
                share: format.percent(first.share),
                other: second.name,
                otherShare: format.percent(second.share),
              })}
        </p>
      )}
      <p>
        {copies === 0 || looked === 0
          ? t("spikes.no_copies")
          : t("spikes.copies", { share: format.percent(copies / looked), number: format.whole(copies) })}
      </p>
      {now === null ? null : (
        <p>
          <DeskLink to="/aliran" search={{ q: toggleValue(query, "tone", "negative") }}>
            {before === null
              ? t("spikes.tone", { share: format.percent(now) })
              : t("spikes.tone_shift", { share: format.percent(now), before: format.percent(before) })}
          </DeskLink>
        </p>
      )}
      {sameWords === null ? null : (
        <p>
          <DeskLink to="/aliran" search={{ sel: sameWords.mentionId }}>
            {t("spikes.same_words", {
              posts: format.whole(sameWords.posts),
              accounts: format.whole(sameWords.accounts),
            })}
          </DeskLink>
        </p>
      )}
    </RuledSection>
  );
}

/** The share of negative among those whose tone is known. */
function negativeShare({ negative, neutral, positive }: ToneCounts): number | null {
  const known = negative + neutral + positive;
  return known === 0 ? null : negative / known;
}
