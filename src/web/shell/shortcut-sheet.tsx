import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KeyHint } from "../kit/key-hint.tsx";
import { useDisplay } from "../theme/display.ts";
import css from "./shortcut-sheet.module.css";
import { useActiveShortcuts } from "./shortcuts.ts";

/** The `?` sheet: every key that works on the page shown. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const shortcuts = useActiveShortcuts();
  const [display] = useDisplay();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("keys.title")}
      closeButtonProps={{ "aria-label": t("act.close") }}
    >
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
    </Modal>
  );
}
