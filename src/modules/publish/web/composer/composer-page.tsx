import { NativeSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "#modules/accounts/contract/accounts.ts";
import { useLive } from "#web/api/live.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Draft } from "../../contract/drafts.ts";
import { accounts, publish } from "../publish-api.ts";
import { useSentence } from "../use-sentence.ts";
import css from "./composer.module.css";
import { StoryForm } from "./story-form.tsx";
import { useStory } from "./use-story.ts";
import { VariantPanel } from "./variant-panel.tsx";

/** A story: written once at the left, said by each account in its own way at the right. */
export default function ComposerPage() {
  const { id = "" }: { id?: string } = useParams({ strict: false });
  const { t } = useTranslation("publish");
  const queries = useQueryClient();
  useLive(({ type }) => {
    if (type === "drafts" || type === "statements")
      void queries.invalidateQueries({ queryKey: publish.queries.getDraft.key() });
  });
  const draft = useQuery(publish.queries.getDraft.queryOptions({ input: { id }, refetchInterval: 30_000 }));
  const known = useQuery(accounts.queries.listAccounts.queryOptions());
  return (
    <Page
      title={draft.data?.title ?? t("nav.draft")}
      aside={<LinkButton to="/naskah">{t("composer.back")}</LinkButton>}
    >
      <QueryView query={draft} rows={6}>
        {(found) => <Composer key={found.id} draft={found} known={known.data?.items ?? []} />}
      </QueryView>
    </Page>
  );
}

function Composer({ draft, known }: { draft: Draft; known: readonly Account[] }) {
  const { t } = useTranslation("publish");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const written = useStory(draft);
  const [shown, setShown] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isDropping, setDropping] = useState(false);
  const variant = draft.variants.find(({ id }) => id === shown) ?? draft.variants[0];
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await written.save();
      setError(undefined);
      showToast({ text: t("composer.saved") });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css["composer"]}>
      <div>
        <StoryForm story={written.story} onChange={written.setStory} />
        <div className={css["save"]}>
          <Button kind="primary" isBusy={isBusy} disabled={!written.isChanged} onClick={() => void save()}>
            {t("composer.save")}
          </Button>
          <span role="status">{written.isChanged ? t("composer.unsaved") : t("composer.kept")}</span>
          <Button kind="ghost" onClick={() => setDropping(true)}>
            {t("composer.drop")}
          </Button>
        </div>
        {error === undefined ? null : <ErrorNote error={error} unchanged={t("composer.not_saved")} />}
      </div>
      <RuledSection title={t("composer.variants")} deck={t("composer.variants_deck")}>
        <VariantTabs draft={draft} known={known} shown={variant?.id} onShow={setShown} />
        {variant === undefined ? (
          <EmptyState level={3} title={t("composer.no_variant")}>
            {t("composer.no_variant_text")}
          </EmptyState>
        ) : (
          <VariantPanel
            key={variant.id}
            variant={variant}
            account={known.find(({ id }) => id === variant.accountId)}
            base={written.story.content}
            own={written.own[variant.id] ?? variant.own}
            isChanged={written.isChanged}
            onOwn={(own) => written.setOwn(variant.id, own)}
            onBase={(content) => written.setStory({ ...written.story, content })}
          />
        )}
      </RuledSection>
      <ConfirmDialog
        isOpen={isDropping}
        title={t("composer.drop_title")}
        act={t("composer.drop")}
        isDangerous
        onConfirm={async () => {
          await publish.client.removeDraft({ id: draft.id });
          queries.removeQueries({ queryKey: publish.queries.getDraft.key() });
          await navigate({ to: "/naskah" });
        }}
        onClose={() => setDropping(false)}
      >
        {t("composer.drop_text")}
      </ConfirmDialog>
    </div>
  );
}

/** The accounts that say it, which of them is shown, and one more. */
function VariantTabs({
  draft,
  known,
  shown,
  onShow,
}: {
  draft: Draft;
  known: readonly Account[];
  shown: string | undefined;
  onShow: (id: string) => void;
}) {
  const { t } = useTranslation("publish");
  const say = useSentence();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const rest = known.filter(({ id }) => !draft.variants.some(({ accountId }) => accountId === id));
  const add = async (accountId: string): Promise<void> => {
    try {
      const { id } = await publish.client.addVariant({ id: draft.id, accountId });
      await queries.invalidateQueries({ queryKey: publish.queries.key() });
      setError(undefined);
      onShow(id);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <nav className={css["tabs"]} aria-label={t("composer.variants")}>
        {draft.variants.map(({ id, accountId, state }) => {
          const account = known.find((one) => one.id === accountId);
          return (
            <button
              key={id}
              type="button"
              aria-current={id === shown ? "true" : undefined}
              onClick={() => onShow(id)}
            >
              <b>{account?.shownHandle ?? t("composer.gone_account")}</b>
              <small>
                {account === undefined ? null : `${say(account.networkName)} · `}
                {t(`state.${state}`)}
              </small>
            </button>
          );
        })}
      </nav>
      {rest.length === 0 ? null : (
        <NativeSelect
          label={t("composer.add_account")}
          value=""
          data={[
            { value: "", label: t("composer.choose_account") },
            ...rest.map(({ id, shownHandle, networkName }) => ({
              value: id,
              label: `${shownHandle} · ${say(networkName)}`,
            })),
          ]}
          onChange={({ currentTarget }) => {
            if (currentTarget.value !== "") void add(currentTarget.value);
          }}
        />
      )}
      {error === undefined ? null : <ErrorNote error={error} />}
    </>
  );
}
