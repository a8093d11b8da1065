import { useTranslation } from "react-i18next";
import { Dialog } from "../kit/dialog.tsx";
import { KeyHint } from "../kit/key-hint.tsx";
import { useDisplay } from "../theme/display.ts";
import css from "./shortcut-sheet.module.css";
import { useActiveShortcuts } from "./shortcuts.ts";

/** The `?` sheet: every key that works on the page shown. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("desk");
  const shortcuts = useActiveShortcuts();
  const [display] = useDisplay();
  return (
    <Dialog isOpen onClose={onClose} title={t("keys.title")}>
      {display.singleKeys ? null : <p className={css["off"]}>{t("keys.are_off")}</p>}
      <dl className={css["keys"]}>
        <div>
          <dt>
            <KeyHint keys="Ctrl K" />
          </dt>
          <dd>{t("keys.palette")}</dd>
        </div>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys}>
            <dt>
              {shortcut.keys.split(" ").map((key) => (
                <KeyHint key={key} keys={key} />
              ))}
            </dt>
            <dd>{shortcut.label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
