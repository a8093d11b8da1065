import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Account } from "#modules/accounts/contract/accounts.ts";
import { checkStatement, mostLengthOf } from "#modules/accounts/contract/check-statement.ts";
import type { Speaker } from "#modules/accounts/contract/statements.ts";
import { countText } from "#text/counters/count-text.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { LoadingLines } from "#web/kit/loading-lines.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Finding } from "../../contract/checks.ts";
import { type Content, contentOf, type OwnContent, wordsOf } from "../../contract/content.ts";
import type { Variant } from "../../contract/variants.ts";
import { accounts, publish } from "../publish-api.ts";
import { stateChip } from "../state-chip.ts";
import { useSentence } from "../use-sentence.ts";
import css from "./composer.module.css";
import { ContentFields } from "./content-fields.tsx";
import { FindingList } from "./finding-list.tsx";
import { PostPreview } from "./post-preview.tsx";
import { VariantActs } from "./variant-acts.tsx";
import { VoiceAdvice } from "./voice-advice.tsx";

/** So long nobody has typed when the words are looked at. Milliseconds. */
const pauseMs = 600;

/** What one account says of the story: its words, how they will look, what to mend, and how far it is. */
export function VariantPanel({
  variant,
  account,
  base,
  own,
  isChanged,
  onOwn,
  onBase,
}: {
  variant: Variant;
  account: Account | undefined;
  base: Content;
  own: OwnContent;
  isChanged: boolean;
  onOwn: (own: OwnContent) => void;
  onBase: (content: Content) => void;
}) {
  const { t } = useTranslation("publish");
  const queries = useQueryClient();
  const isFixed = variant.state === "scheduled" || variant.state === "sent" || variant.state === "failed";
  const content = isFixed ? variant.content : contentOf(base, own);
  const isOwn = Object.keys(own).length > 0;
  const speaker = useQuery(
    accounts.queries.getSpeaker.queryOptions({ input: { id: variant.accountId }, staleTime: 60_000 }),
  );
  const [asked] = useDebouncedValue(content, pauseMs);
  const checked = useQuery(
    publish.queries.checkContent.queryOptions({
      input: { id: variant.draftId, accountId: variant.accountId, content: checkable(asked) },
      enabled: !isFixed,
      placeholderData: (before) => before,
    }),
  );
  const mend = ({ place, quote, suggestion }: Finding): void => {
    if (place === null || suggestion === null) return;
    // Somebody may have typed since the words were looked at.
    if (!content.text.slice(place.start, place.end).startsWith(quote)) return;
    const text = `${content.text.slice(0, place.start)}${suggestion}${content.text.slice(place.end)}`.replace(
      / {2,}/g,
      " ",
    );
    if (own.text === undefined) onBase({ ...base, text });
    else onOwn({ ...own, text });
  };
  const override = async ({ kind, quote }: Finding, reason: string): Promise<void> => {
    await publish.client.overrideFinding({ id: variant.draftId, kind, quote, reason });
    await queries.invalidateQueries({ queryKey: publish.queries.checkContent.key() });
  };
  const warnings = (checked.data?.findings ?? []).filter(
    ({ kind }) => kind === "said_before" || kind === "same_hour",
  );
  return (
    <QueryView query={speaker} rows={4}>
      {(about) => (
        <div className={css["panel"]}>
          <div className={css["row"]}>
            <Chip kind={stateChip[variant.state]}>{t(`state.${variant.state}`)}</Chip>
            <span className={css["why"]}>
              {t("variant.version", { version: variant.version, by: variant.writtenByName })}
            </span>
          </div>
          {about.isDeclared ? null : (
            <Note
              kind="saga"
              title={t("variant.undeclared")}
              actions={<LinkButton to="/register-akun">{t("variant.declare")}</LinkButton>}
            />
          )}
          {isFixed ? (
            <p className={css["why"]}>{t("variant.fixed")}</p>
          ) : (
            <>
              <Segmented
                label={t("variant.words")}
                value={isOwn ? "own" : "base"}
                options={[
                  { value: "base", label: t("variant.inherits") },
                  { value: "own", label: t("variant.own") },
                ]}
                onChange={(choice) => onOwn(choice === "own" ? content : {})}
              />
              {isOwn ? (
                <ContentFields
                  content={content}
                  hasHeadline={about.rules.mostTitleLength !== null}
                  onChange={onOwn}
                />
              ) : null}
            </>
          )}
          <Count speaker={about} content={content} />
          {isFixed ? null : <Faults speaker={about} content={content} />}
          <PostPreview
            speaker={about}
            content={content}
            findings={isFixed ? [] : (checked.data?.findings ?? [])}
          />
          <VariantActs variant={variant} warnings={warnings} isChanged={isChanged} />
          {isFixed ? null : checked.data === undefined ? (
            checked.isError ? (
              <ErrorNote error={checked.error} onRetry={() => void checked.refetch()} />
            ) : (
              <LoadingLines rows={2} />
            )
          ) : (
            <FindingList checked={checked.data} canMend onMend={mend} onOverride={override} />
          )}
          {isFixed ? null : (
            <VoiceAdvice network={account?.network ?? ""} url={account?.url ?? null} content={content} />
          )}
        </div>
      )}
    </QueryView>
  );
}

/** A link that is not one yet is left out: somebody is still writing it. */
const checkable = (content: Content): Content => ({
  ...content,
  link:
    content.link !== null && /^https?:\/\/\S+$/.test(content.link) && URL.canParse(content.link)
      ? content.link
      : null,
});

/** How much of the room is used, as this network counts. */
function Count({ speaker, content }: { speaker: Speaker; content: Content }) {
  const { t } = useTranslation("publish");
  const say = useSentence();
  const format = useFormat();
  const { counter } = speaker.rules;
  if (counter === "none") return null;
  const used = countText(wordsOf(content), counter);
  const most = mostLengthOf(speaker.rules, content.media.length > 0);
  return (
    <p className={css["count"]} data-over={used > most || undefined}>
      <meter min={0} max={most} high={most * 0.9} optimum={0} value={used} aria-hidden="true" />
      {t("variant.count", {
        used: format.whole(used),
        most: format.whole(most),
        network: say(speaker.networkName),
      })}
    </p>
  );
}

/** What the network will not take, each with what to do; read out as it changes. */
function Faults({ speaker, content }: { speaker: Speaker; content: Content }) {
  const { t } = useTranslation("publish");
  const faults = checkStatement(speaker.rules, {
    text: wordsOf(content),
    ...(speaker.rules.mostTitleLength !== null && content.headline !== "" && { title: content.headline }),
    media: content.media,
  }).filter((fault) => fault !== "empty");
  return (
    <div role="status">
      {faults.length === 0 ? null : (
        <ul className={css["faults"]}>
          {faults.map((fault) => (
            <li key={fault}>{t(`fault.${fault}`)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
