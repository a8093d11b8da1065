import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { TagRuleLine } from "./tag-rule-line.tsx";
import { TagTabs } from "./tag-tabs.tsx";

/** Aturan tanda: what gives tags by itself, how often it did, and when. */
export default function TagRulesPage() {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  useLiveRefresh(["tags", "mentions", "analysis"], [listen.queries.tagRules.key()], 2000);
  const query = useQuery(listen.queries.tagRules.listTagRules.queryOptions());
  const addButton = (
    <LinkButton kind="primary" to="/tanda/aturan/baru">
      {t("tag_rules.add")}
    </LinkButton>
  );
  return (
    <Page title={t("tags.title")} deck={t("tag_rules.deck")} aside={mayManage ? addButton : undefined}>
      <TagTabs />
      <QueryView query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("tag_rules.empty_title")}>
              {t("tag_rules.empty")} {mayManage ? null : t("tags.may_not")}
            </EmptyState>
          ) : (
            <ul aria-label={t("tags.tab_rules")}>
              {items.map((rule) => (
                <TagRuleLine key={rule.id} rule={rule} mayManage={mayManage} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Page>
  );
}
