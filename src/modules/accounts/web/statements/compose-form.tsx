import { Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Zone } from "#shared/ids.ts";
import { countText } from "#text/counters/count-text.ts";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { checkStatement, mostLengthOf, type StatementFault } from "../../contract/check-statement.ts";
import type { Speaker } from "../../contract/statements.ts";
import { accounts } from "../accounts-api.ts";
import { FieldInput } from "../field-input.tsx";
import { useSentence } from "../list/use-sentence.ts";
import { type Picture, PictureFields } from "./picture-fields.tsx";
import css from "./statements.module.css";

/** Indonesia's zones know no summer time. */
const offsets: Readonly<Record<Zone, string>> = {
  "Asia/Jakarta": "+07:00",
  "Asia/Makassar": "+08:00",
  "Asia/Jayapura": "+09:00",
};

/** The instant that a `datetime-local` field names in the office's zone, ISO 8601 in UTC. */
const instantOf = (wall: string, zone: Zone): string => new Date(`${wall}${offsets[zone]}`).toISOString();

/** Text with the network's own count, pictures with their descriptions, a link, and what only this network has. */
export function ComposeForm({ speaker, onDone }: { speaker: Speaker; onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const queries = useQueryClient();
  const format = useFormat();
  const zone = useZone();
  const sandbox = useQuery(accounts.queries.getSandbox.queryOptions());
  const { rules, options, shownHandle: handle } = speaker;
  const networkName = say(speaker.networkName);
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [link, setLink] = useState("");
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [filled, setFilled] = useState<Readonly<Record<string, unknown>>>({});
  const [due, setDue] = useState("");
  const [isAsking, setAsking] = useState(false);
  const [wasPressed, setPressed] = useState(false);
  const faults = checkStatement(rules, { text, title, media: pictures });
  const isOn = sandbox.data?.isOn === true;

  const send = async (): Promise<void> => {
    await accounts.client.sendStatement({
      id: speaker.accountId,
      text,
      media: pictures.map(({ id, alt }) => ({ fileId: id, alt })),
      options: Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== "")),
      ...(title.trim() !== "" && { title }),
      ...(link.trim() !== "" && { link: link.trim() }),
      ...(due !== "" && { notBefore: instantOf(due, zone) }),
    });
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
    showToast({ text: t(due === "" ? "compose.kept" : "compose.kept_for_later") });
    onDone();
  };
  const reach = isOn
    ? t("compose.practice")
    : speaker.reach === null
      ? t("compose.public", { network: networkName })
      : say(speaker.reach);
  const fieldsOf = (isFirst: boolean) =>
    options
      .filter((field) => field.isFirst === isFirst)
      .map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={filled[field.name]}
          error={undefined}
          onChange={(value) => setFilled({ ...filled, [field.name]: value })}
        />
      ));
  return (
    <Form
      label={t("compose.title")}
      isWide
      onSubmit={() => {
        setPressed(true);
        if (faults.length === 0) setAsking(true);
      }}
    >
      {fieldsOf(true)}
      {rules.mostTitleLength === null ? null : (
        <TextInput
          label={speaker.titleWord === null ? t("compose.headline") : say(speaker.titleWord)}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
      )}
      <Textarea
        label={t("compose.text")}
        autosize
        minRows={5}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        aria-describedby="compose-count"
      />
      <Count speaker={speaker} text={text} hasMedia={pictures.length > 0} />
      <TextInput
        type="url"
        label={t("compose.link")}
        description={t("compose.link_hint")}
        placeholder="https://"
        value={link}
        onChange={({ currentTarget }) => setLink(currentTarget.value)}
      />
      <PictureFields rules={rules} pictures={pictures} onChange={setPictures} />
      {fieldsOf(false)}
      <TextInput
        type="datetime-local"
        label={t("compose.due")}
        description={t("compose.due_hint", { zone: format.zoneName })}
        value={due}
        onChange={({ currentTarget }) => setDue(currentTarget.value)}
      />
      <Faults
        faults={wasPressed ? faults : faults.filter((fault) => fault !== "empty" && fault !== "alt_missing")}
      />
      <FormActs>
        <Button kind="primary" type="submit">
          {t("compose.check")}
        </Button>
        <small>{reach}</small>
      </FormActs>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("compose.ask", { handle })}
        act={isOn ? t("compose.send_practice") : t("compose.send", { handle })}
        onConfirm={send}
        onClose={() => setAsking(false)}
      >
        <blockquote className={css["preview"]}>{text}</blockquote>
        {due === "" ? null : (
          <p>
            {t("statement.goes_out")} <TimeText at={instantOf(due, zone)} look="dateTime" />
          </p>
        )}
        <p>{reach}</p>
      </ConfirmDialog>
    </Form>
  );
}

/** How much of the text's room is used, as this network counts. */
function Count({ speaker, text, hasMedia }: { speaker: Speaker; text: string; hasMedia: boolean }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const format = useFormat();
  const { counter } = speaker.rules;
  if (counter === "none") return null;
  const used = countText(text, counter);
  const most = mostLengthOf(speaker.rules, hasMedia);
  return (
    <p id="compose-count" className={css["count"]} data-over={used > most || undefined}>
      <meter min={0} max={most} high={most * 0.9} optimum={0} value={used} aria-hidden="true" />
      {t("compose.count", {
        used: format.whole(used),
        most: format.whole(most),
        network: say(speaker.networkName),
      })}
    </p>
  );
}

/** What breaks the network's rules, each with what to do; read out as it changes. */
function Faults({ faults }: { faults: readonly StatementFault[] }) {
  const { t } = useTranslation("accounts");
  return (
    <div role="status">
      {faults.length === 0 ? null : (
        <ul className={css["faults"]}>
          {faults.map((fault) => (
            <li key={fault}>{t(`compose.fault.${fault}`)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
