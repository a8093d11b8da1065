import { CloseButton, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import css from "./dialog.module.css";

/** A dialog with its title as a question or a name; Escape and the cross close it, the keyboard stays inside. */
export function Dialog({
  isOpen,
  title,
  size = "md",
  onClose,
  children,
}: {
  isOpen: boolean;
  title: string;
  size?: "md" | "lg" | "xl";
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("desk");
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={size} centered>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        <div className={css["head"]}>
          <Modal.Title>{title}</Modal.Title>
          <CloseButton aria-label={t("act.close")} onClick={onClose} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
