import { Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { DataTable } from "#web/kit/data-table.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import {
  type PersonalDataKind,
  type PersonalDataRules,
  personalDataKind,
} from "../../contract/personal-data.ts";
import { listen } from "../listen-api.ts";
import { OwnContacts } from "./own-contacts.tsx";
import css from "./personal-data-page.module.css";

/** Data pribadi: which kinds of personal data the office covers where, and which contacts are its own. */
export default function PersonalDataPage() {
  const { t } = useTranslation("listen");
  const query = useQuery(listen.queries.personalData.getPersonalDataRules.queryOptions());
  return (
    <Page title={t("nav.personal")} deck={t("personal.deck")} width="text">
      <QueryView query={query}>{(rules) => <RuleTable rules={rules} />}</QueryView>
      <div className={css["contacts"]}>
        <OwnContacts />
      </div>
    </Page>
  );
}

const places = ["others", "press"] as const;

function RuleTable({ rules }: { rules: PersonalDataRules }) {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const mayManage = useMay("settings.manage");
  const change = useMutation({
    mutationFn: (wanted: PersonalDataRules) => listen.client.personalData.updatePersonalDataRules(wanted),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: listen.queries.personalData.key() }),
        queries.invalidateQueries({ queryKey: listen.queries.mentions.key() }),
      ]),
  });
  const now = change.isPending ? change.variables : rules;
  const set = (place: (typeof places)[number], kind: PersonalDataKind, isCovered: boolean) => {
    const others = now[place].filter((known) => known !== kind);
    const wanted = { ...now, [place]: isCovered ? [...others, kind] : others };
    change.mutate(wanted, {
      onSuccess: () => showToast({ text: t("personal.saved"), undo: () => change.mutate(rules) }),
    });
  };
  return (
    <>
      <DataTable
        label={t("personal.table")}
        rows={personalDataKind.options}
        rowKey={(kind) => kind}
        columns={[
          { key: "kind", title: t("personal.what"), value: (kind) => t(`personal.kind.${kind}`) },
          ...places.map((place) => ({
            key: place,
            title: t(`personal.where_${place}`),
            value: (kind: PersonalDataKind) => (
              <Checkbox
                aria-label={`${t(`personal.kind.${kind}`)}: ${t(`personal.where_${place}`)}`}
                checked={now[place].includes(kind)}
                disabled={!mayManage}
                onChange={(event) => set(place, kind, event.currentTarget.checked)}
              />
            ),
          })),
        ]}
      />
      {change.error === null ? null : <ErrorNote error={change.error} />}
      <ul className={css["words"]}>
        <li>{t("personal.others")}</li>
        <li>{t("personal.press")}</li>
        <li>{t("personal.limits")}</li>
        {mayManage ? null : <li>{t("personal.may_not")}</li>}
      </ul>
    </>
  );
}
