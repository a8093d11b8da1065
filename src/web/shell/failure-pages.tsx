import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMembership } from "../api/session.ts";
import { Button, LinkButton } from "../kit/button.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { useTabTitle } from "../kit/page.tsx";
import css from "./failure-pages.module.css";

/** No such page. */
export function NotFoundPage() {
  const { t } = useTranslation("desk");
  useTabTitle(t("missing.title"));
  return (
    <div className={css["frame"]}>
      <EmptyState
        level={1}
        title={t("missing.title")}
        actions={<LinkButton to="/">{t("missing.home")}</LinkButton>}
      >
        {t("missing.text")}
      </EmptyState>
    </div>
  );
}

/** The person may not open this page in this workspace: which role they have, and who can change it. */
export function ForbiddenPage() {
  const { t } = useTranslation("desk");
  const membership = useMembership();
  useTabTitle(t("forbidden.title"));
  return (
    <div className={css["frame"]}>
      <EmptyState
        level={1}
        title={t("forbidden.title")}
        actions={<LinkButton to="/">{t("missing.home")}</LinkButton>}
      >
        {t("forbidden.text", {
          role: t(`role.${membership?.role ?? "viewer"}.name`),
          workspace: membership?.name ?? "",
        })}
      </EmptyState>
    </div>
  );
}

/** A page broke or could not be loaded: what to do, and that nothing was changed. */
export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useTranslation("desk");
  const router = useRouter();
  useTabTitle(t("broken.title"));
  return (
    <div className={css["frame"]}>
      <h1 className={css["title"]}>{t("broken.title")}</h1>
      <ErrorNote error={error} unchanged={t("broken.unchanged")} />
      <div className={css["acts"]}>
        <Button onClick={() => void router.invalidate()}>{t("state.try_again")}</Button>
        <Button kind="ghost" onClick={() => location.reload()}>
          {t("broken.reload")}
        </Button>
      </div>
    </div>
  );
}
