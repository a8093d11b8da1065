import { useTranslation } from "react-i18next";
import { useMe } from "../api/session.ts";
import { Page } from "../kit/page.tsx";
import css from "./account-page.module.css";
import { DisplaySection } from "./display-section.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionSection } from "./session-section.tsx";
import { TwoFactorSection } from "./two-factor-section.tsx";

/** Akun: who you are here, how the desk looks to you, and how your account is kept safe. */
export default function AccountPage() {
  const { t } = useTranslation("desk");
  const me = useMe();
  if (me === undefined) return null;
  return (
    <Page title={t("nav.account")} deck={t("account.deck", { name: me.name, email: me.email })}>
      <div className={css["columns"]}>
        <div>
          <ProfileSection me={me} />
          <DisplaySection />
        </div>
        <div>
          <PasswordSection me={me} />
          <TwoFactorSection isOn={me.hasTwoFactor} />
          <PasskeySection />
          <SessionSection />
        </div>
      </div>
    </Page>
  );
}
