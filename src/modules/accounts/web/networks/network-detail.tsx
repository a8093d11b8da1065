import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Network } from "../../contract/accounts.ts";
import { NetworkAbilities } from "../list/network-abilities.tsx";
import { useSentence } from "../list/use-sentence.ts";
import css from "./networks.module.css";

/** Everything about one network: what it can and cannot do and why, how to get in, limits, quota, cost, and since when we know. */
export function NetworkDetail({ network }: { network: Network }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const mayManage = useMay("accounts.manage");
  return (
    <RuledSection title={say(network.name)} deck={say(network.summary)}>
      <NetworkAbilities network={network} />
      <Access network={network} />
      {mayManage ? (
        <p className={css["connect"]}>
          <LinkButton size="small" to="/akun-resmi" search={{ hubungkan: network.key }}>
            {t("networks.connect")}
          </LinkButton>
        </p>
      ) : null}
      <Facts network={network} />
      <p className={css["checked"]}>
        {t("abilities.checked")} <TimeText at={`${network.checkedOn}T00:00:00Z`} look="date" />
        {network.docs.map((address) => (
          <a key={address} href={address} target="_blank" rel="noreferrer">
            {new URL(address).hostname}
            {new URL(address).pathname.replace(/\/$/, "")}
          </a>
        ))}
      </p>
    </RuledSection>
  );
}

/** How an office gets in: the steps of each way. */
function Access({ network }: { network: Network }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  return (
    <section className={css["access"]}>
      <h3>{t("networks.access")}</h3>
      {network.ways.map((way) => (
        <div key={way.key}>
          <h4>{say(way.name)}</h4>
          <ol>
            {way.steps.map((step) => (
              <li key={step.en}>{say(step)}</li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

/** What a statement may hold, how often may be asked, what it costs, and what is counted. */
function Facts({ network }: { network: Network }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const format = useFormat();
  const canPost = network.abilities.publish?.["post"]?.can === true;
  const { counter, mostLength, mostLengthWithMedia, mostBytes } = network.limits;
  return (
    <section className={css["facts"]}>
      <h3>{t("networks.limits")}</h3>
      <dl>
        {canPost && counter !== "none" ? (
          <div>
            <dt>{t("networks.text")}</dt>
            <dd>
              {t(`networks.counted.${counter}`, { most: format.whole(mostLength) })}
              {mostLengthWithMedia === null
                ? null
                : ` ${t("networks.with_media", { most: format.whole(mostLengthWithMedia) })}`}
              {mostBytes === null ? null : ` ${t("networks.in_bytes", { most: format.whole(mostBytes) })}`}
            </dd>
          </div>
        ) : null}
        {network.limits.media.map(({ kind, mediaTypes, mostBytes: bytes, most }) => (
          <div key={`${kind} ${mediaTypes.join()}`}>
            <dt>{t(`networks.media.${kind}`)}</dt>
            <dd>
              {t("networks.files", { count: most, number: format.whole(most), size: format.bytes(bytes) })}{" "}
              <small>{mediaTypes.map(endingOf).join(" · ")}</small>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("networks.quota")}</dt>
          <dd>
            {network.quotas.length === 0
              ? t("networks.no_quota")
              : network.quotas.map(({ bucket, calls, perSeconds }) => (
                  <span key={bucket} className={css["quota"]}>
                    {t("networks.calls", {
                      number: format.whole(calls),
                      time: format.duration(perSeconds),
                    })}
                  </span>
                ))}
          </dd>
        </div>
        <div>
          <dt>{t("networks.cost")}</dt>
          <dd>
            {network.costs.length === 0
              ? t("networks.free")
              : network.costs
                  .map(({ what, microUsd }) =>
                    t(`networks.costs.${what}`, { cost: `US$ ${format.number(microUsd / 1_000)}` }),
                  )
                  .join(" ")}
          </dd>
        </div>
        <div>
          <dt>{t("networks.counts")}</dt>
          <dd>
            {network.metrics.length === 0
              ? t("networks.counts_nothing")
              : format.list(network.metrics.map((metric) => say(metric)))}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** What people call a kind of file: the ending that its files have, as far as we know one. */
const endings: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "video/quicktime": "mov",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "text/plain": "txt",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
};
const endingOf = (mediaType: string): string => endings[mediaType] ?? mediaType.split("/")[1] ?? mediaType;
