import { IconArrowLeft, IconCloudOff, IconCloudUp } from "@tabler/icons-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#web/kit/button.tsx";
import { LoadingLines } from "#web/kit/loading-lines.tsx";
import { Note } from "#web/kit/note.tsx";
import { useTabTitle } from "#web/kit/page.tsx";
import { Toasts } from "#web/kit/toasts.tsx";
import css from "./field.module.css";
import { type FieldStore, openFieldStore } from "./field-store.ts";
import { freshAddress, type Keeping, keepPage } from "./keep-page.ts";
import { NoteForm } from "./note-form.tsx";
import { NoteQueue } from "./note-queue.tsx";
import { useFieldOwner } from "./use-field-owner.ts";
import { useFieldSync } from "./use-field-sync.ts";

const subscribe = (listener: () => void) => {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
};
const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

/** Lapangan: notes and pictures from outside, written and kept without a network, sent when there is one. */
export default function FieldPage() {
  const { t } = useTranslation("listen");
  useTabTitle(t("field.title"));
  const [store, setStore] = useState<FieldStore | "closed">();
  useEffect(() => {
    openFieldStore().then(setStore, () => setStore("closed"));
  }, []);
  return (
    <div className={css["page"]}>
      {store === undefined ? (
        <LoadingLines rows={4} />
      ) : store === "closed" ? (
        <main>
          <h1>{t("field.title")}</h1>
          <Note kind="saga" title={t("field.no_storage")}>
            {t("field.no_storage_help")}
          </Note>
        </main>
      ) : (
        <OpenPage store={store} />
      )}
      <Toasts />
    </div>
  );
}

function OpenPage({ store }: { store: FieldStore }) {
  const { t } = useTranslation("listen");
  const isOnline = useOnline();
  const { owner, isKnown, isSignedOut, places, tags } = useFieldOwner(store);
  const sync = useFieldSync(store, owner);
  const [keeping, setKeeping] = useState<Keeping>("unknown");
  useEffect(() => {
    void keepPage(setKeeping);
  }, []);
  const waiting = sync.notes.filter(({ state }) => state === "waiting" || state === "sending").length;
  const mustSignIn = isSignedOut || sync.end === "signed_out";
  return (
    <>
      <header className={css["head"]}>
        <div>
          <h1>{t("field.title")}</h1>
          <p>{owner === undefined ? t("field.deck") : `${owner.name}, ${owner.workspaceName}`}</p>
        </div>
        <p className={css["network"]} data-online={isOnline} role="status">
          {isOnline ? <IconCloudUp size={18} stroke={1.75} /> : <IconCloudOff size={18} stroke={1.75} />}
          <span>{t(isOnline ? "field.online" : "field.offline")}</span>
          {waiting === 0 ? null : <b>{t("field.waiting_count", { count: waiting })}</b>}
        </p>
      </header>
      <main className={css["main"]}>
        {keeping === "newer" ? (
          <Note
            kind="brass"
            title={t("field.newer")}
            actions={
              <a className={css["reload"]} href={freshAddress}>
                {t("field.reload")}
              </a>
            }
          />
        ) : null}
        {mustSignIn ? (
          <Note
            kind="brass"
            title={t("field.signed_out")}
            actions={
              <LinkButton to="/masuk" search={{ ke: "/lapangan" }} kind="primary">
                {t("field.sign_in")}
              </LinkButton>
            }
          >
            {t("field.signed_out_help")}
          </Note>
        ) : null}
        {owner === undefined ? (
          isKnown && !mustSignIn ? (
            <Note kind="brass" title={t("field.unknown_owner")}>
              {t("field.unknown_owner_help")}
            </Note>
          ) : isKnown ? null : (
            <LoadingLines rows={4} />
          )
        ) : owner.mayWrite ? (
          <NoteForm
            store={store}
            owner={owner}
            places={places}
            tags={tags}
            onKept={() => {
              void sync.refresh();
              void sync.sync();
            }}
          />
        ) : (
          <Note kind="brass" title={t("field.may_not")}>
            {t("field.may_not_help")}
          </Note>
        )}
        <NoteQueue store={store} sync={sync} owner={owner} />
        <footer className={css["foot"]}>
          <p>{t(`field.keeping.${keeping === "newer" ? "kept" : keeping}`)}</p>
          <LinkButton to="/" kind="ghost">
            <IconArrowLeft size={18} stroke={1.75} />
            {t("field.to_desk")}
          </LinkButton>
        </footer>
      </main>
    </>
  );
}
