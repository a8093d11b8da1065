import { IconHandStop } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { bringPage } from "#web/i18n/words.ts";
import { IconButton } from "#web/kit/button.tsx";

const HoldDialog = lazy(() =>
  bringPage("accounts", { load: () => import("./hold-dialog.tsx"), words: ["holds"] }),
);

/** The emergency brake in the top bar of every page, for those who may pull it. */
export default function BrakeButton() {
  const { t } = useTranslation("accounts");
  const mayHold = useMay("statements.hold");
  const [isOpen, setOpen] = useState(false);
  if (!mayHold) return null;
  return (
    <>
      <IconButton label={t("brake.name")} onClick={() => setOpen(true)}>
        <IconHandStop size={18} stroke={1.6} aria-hidden="true" />
      </IconButton>
      {isOpen ? (
        <Suspense fallback={null}>
          <HoldDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
