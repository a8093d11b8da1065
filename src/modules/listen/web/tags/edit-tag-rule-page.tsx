import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { TagRuleSettings } from "../../contract/tag-rule.ts";
import { useAddress } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { TagRuleForm } from "./tag-rule-form.tsx";
import { useTagRefresh } from "./use-tags.ts";

/** Aturan tanda baru, or a change to one: which tag, for what, tried before it is saved. */
export default function EditTagRulePage() {
  const { t } = useTranslation("listen");
  const { id }: { id?: string } = useParams({ strict: false });
  return (
    <Page
      title={t(id === undefined ? "tag_rules.title_new" : "tag_rules.title")}
      deck={t("tag_rules.form.deck")}
    >
      {id === undefined ? <NewRule /> : <ChangeRule id={id} />}
    </Page>
  );
}

function NewRule() {
  const address = useAddress();
  const done = useDone();
  const settings: TagRuleSettings = {
    name: "",
    tag: address["tag"] ?? "",
    monitorId: address["monitor"] ?? null,
    q: address["q"] ?? "",
    exclude: "",
    state: "on",
  };
  return (
    <TagRuleForm
      settings={settings}
      onSave={async (draft) => done((await listen.client.tagRules.createTagRule(draft)).name)}
    />
  );
}

function ChangeRule({ id }: { id: string }) {
  const { t } = useTranslation("listen");
  const done = useDone();
  const query = useQuery({
    ...listen.queries.tagRules.listTagRules.queryOptions(),
    refetchOnWindowFocus: false,
  });
  return (
    <QueryView query={query} rows={8}>
      {({ items }) => {
        const rule = items.find((one) => one.id === id);
        if (rule === undefined)
          return <EmptyState title={t("tag_rules.gone")}>{t("tag_rules.gone_help")}</EmptyState>;
        const { name, tag, monitorId, q, exclude, state, revision } = rule;
        return (
          <TagRuleForm
            key={rule.id}
            settings={{ name, tag, monitorId, q, exclude, state }}
            onSave={async (draft) =>
              done((await listen.client.tagRules.updateTagRule({ ...draft, id, revision })).name)
            }
          />
        );
      }}
    </QueryView>
  );
}

function useDone(): (name: string) => Promise<void> {
  const { t } = useTranslation("listen");
  const navigate = useNavigate();
  const refresh = useTagRefresh();
  return async (name) => {
    await refresh();
    showToast({ text: t("tag_rules.saved", { name }) });
    await navigate({ to: "/tanda/aturan" });
  };
}
