import { Switch, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { CopyField } from "#web/kit/copy-field.tsx";
import { Form, FormActs, SettingLine } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Feeds } from "../../contract/feeds.ts";
import { accounts } from "../accounts-api.ts";
import css from "./feeds.module.css";

/** Where everybody can follow what the office says, and who is told at once. */
export function FeedsSection() {
  const { t } = useTranslation("accounts");
  const mayManage = useMay("accounts.manage");
  const feeds = useQuery(accounts.queries.getFeeds.queryOptions());
  return (
    <RuledSection title={t("feeds.title")} deck={t("feeds.text")}>
      <QueryView query={feeds} rows={3}>
        {(shown) => (
          <div className={css["feeds"]}>
            <FeedSwitch feeds={shown} mayManage={mayManage} />
            {shown.isOn ? (
              <>
                <CopyField label={t("feeds.rss")} value={shown.addresses.rss} />
                <CopyField label={t("feeds.atom")} value={shown.addresses.atom} />
                <CopyField label={t("feeds.json")} value={shown.addresses.json} />
                <AccountFeeds feeds={shown} />
                <FeedFacts feeds={shown} />
                {mayManage ? <HubForm key={shown.outsideHub} feeds={shown} /> : null}
              </>
            ) : null}
          </div>
        )}
      </QueryView>
    </RuledSection>
  );
}

function AccountFeeds({ feeds: { ofAccounts } }: { feeds: Feeds }) {
  const { t } = useTranslation("accounts");
  if (ofAccounts.length === 0) return null;
  return (
    <p className={css["soft"]}>
      {t("feeds.of_accounts")}{" "}
      {ofAccounts.map(({ handle, rss }) => (
        <a key={rss} href={rss}>
          @{handle}
        </a>
      ))}
    </p>
  );
}

function useSave() {
  const queries = useQueryClient();
  return async (settings: Pick<Feeds, "isOn" | "outsideHub">): Promise<void> => {
    await accounts.client.updateFeeds(settings);
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
  };
}

function FeedSwitch({ feeds: { isOn, outsideHub }, mayManage }: { feeds: Feeds; mayManage: boolean }) {
  const { t } = useTranslation("accounts");
  const save = useSave();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <SettingLine label={t("feeds.switch")} help={t("feeds.switch_help")}>
        <Switch
          aria-label={t("feeds.switch")}
          checked={isOn}
          disabled={!mayManage}
          onChange={() => setAsking(true)}
        />
      </SettingLine>
      <ConfirmDialog
        isOpen={isAsking}
        title={isOn ? t("feeds.ask_off") : t("feeds.ask_on")}
        act={isOn ? t("feeds.turn_off") : t("feeds.turn_on")}
        onConfirm={() => save({ isOn: !isOn, outsideHub })}
        onClose={() => setAsking(false)}
      >
        {isOn ? t("feeds.then_off") : t("feeds.then_on")}
      </ConfirmDialog>
    </>
  );
}

function FeedFacts({ feeds }: { feeds: Feeds }) {
  const { t } = useTranslation("accounts");
  const { items, outsideHub, subscribers, unreachable, deliveredAt, hubToldAt, isHubDeaf } = feeds;
  const toldAt = outsideHub === null ? deliveredAt : hubToldAt;
  return (
    <>
      <dl className={css["facts"]}>
        <div>
          <dt>{t("feeds.items")}</dt>
          <dd>{t("feeds.items_value", { count: items })}</dd>
        </div>
        {outsideHub === null ? (
          <div>
            <dt>{t("feeds.told")}</dt>
            <dd>
              {subscribers === 0 ? t("feeds.told_none") : t("feeds.told_value", { count: subscribers })}
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{outsideHub === null ? t("feeds.delivered") : t("feeds.hub_told")}</dt>
          <dd>{toldAt === null ? t("feeds.never") : <TimeText at={toldAt} look="dateTime" />}</dd>
        </div>
      </dl>
      {outsideHub === null && unreachable > 0 ? (
        <p className={css["soft"]}>{t("feeds.unreachable", { count: unreachable })}</p>
      ) : null}
      {isHubDeaf ? <Note kind="brass" title={t("feeds.hub_deaf")} /> : null}
    </>
  );
}

function HubForm({ feeds }: { feeds: Feeds }) {
  const { t } = useTranslation("accounts");
  const save = useSave();
  const [hub, setHub] = useState(feeds.outsideHub ?? "");
  const [error, setError] = useState<unknown>();
  const submit = async (): Promise<void> => {
    try {
      await save({ isOn: feeds.isOn, outsideHub: hub.trim() === "" ? null : hub.trim() });
      setError(undefined);
      showToast({ text: t("feeds.saved") });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Form label={t("feeds.hub")} onSubmit={() => void submit()}>
      <TextInput
        type="url"
        label={t("feeds.hub")}
        description={t("feeds.hub_help")}
        value={hub}
        onChange={({ currentTarget }) => setHub(currentTarget.value)}
      />
      {error === undefined ? null : <ErrorNote error={error} />}
      <FormActs>
        <Button size="small" type="submit">
          {t("feeds.hub_save")}
        </Button>
      </FormActs>
    </Form>
  );
}
