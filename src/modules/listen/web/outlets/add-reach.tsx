import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "#web/desk-clock.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { type NewReach, reachBasis, reachCertainty, type VoiceKind } from "../../contract/outlet.ts";
import css from "./outlets.module.css";

/** Digits, however thousands are parted. */
const numberOf = (words: string): number => Number(words.replace(/[\s.,]/g, "") || Number.NaN);

/** Enters a reach: from, to, what is counted, how well it is known, by whom, as of when. */
export function AddReach({
  kind,
  failure,
  onAdd,
}: {
  kind: VoiceKind;
  failure: unknown;
  onAdd: (reach: NewReach) => Promise<void>;
}) {
  const { t } = useTranslation("listen");
  const today = new Date(useNow(60_000)).toISOString().slice(0, 10);
  const [low, setLow] = useState("");
  const [high, setHigh] = useState("");
  const [basis, setBasis] = useState<NewReach["basis"]>(
    kind === "account" ? "followers" : "monthly_visitors",
  );
  const [certainty, setCertainty] = useState<NewReach["certainty"]>("measured");
  const [source, setSource] = useState("");
  const [asOf, setAsOf] = useState(today);
  const isWhole = Number.isInteger(numberOf(low)) && (high === "" || Number.isInteger(numberOf(high)));
  const [isAsked, setAsked] = useState(false);
  const send = async () => {
    setAsked(true);
    if (!isWhole || source.trim() === "") return;
    const from = numberOf(low);
    await onAdd({ low: from, high: high === "" ? from : numberOf(high), basis, certainty, source, asOf });
  };
  const missing = (isMissing: boolean, key: string) => (isAsked && isMissing ? t(key) : undefined);
  return (
    <Form onSubmit={() => void send()} label={t("outlets.reach.add_title")}>
      <p>{t("outlets.reach.help")}</p>
      <div className={css["two"]}>
        <TextInput
          label={t("outlets.reach.low")}
          inputMode="numeric"
          value={low}
          error={missing(!isWhole, "outlets.reach.need_number")}
          onChange={(event) => setLow(event.currentTarget.value)}
        />
        <TextInput
          label={t("outlets.reach.high")}
          inputMode="numeric"
          value={high}
          onChange={(event) => setHigh(event.currentTarget.value)}
        />
      </div>
      <NativeSelect
        label={t("outlets.reach.basis")}
        value={basis}
        data={reachBasis.options.map((value) => ({ value, label: t(`outlets.basis.${value}`) }))}
        onChange={(event) => setBasis(reachBasis.parse(event.currentTarget.value))}
      />
      <NativeSelect
        label={t("outlets.reach.certainty")}
        value={certainty}
        data={reachCertainty.options.map((value) => ({ value, label: t(`outlets.certainty.${value}`) }))}
        onChange={(event) => setCertainty(reachCertainty.parse(event.currentTarget.value))}
      />
      <TextInput
        label={t("outlets.reach.source")}
        placeholder={t("outlets.reach.source_example")}
        value={source}
        error={missing(source.trim() === "", "outlets.reach.need_source")}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t("outlets.reach.as_of")}
        value={asOf}
        max={today}
        onChange={(event) => setAsOf(event.currentTarget.value)}
      />
      {failure === undefined ? null : <ErrorNote error={failure} />}
      <FormActs>
        <Button kind="primary" type="submit">
          {t("outlets.reach.save")}
        </Button>
      </FormActs>
    </Form>
  );
}
