import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A sheet that comes in from the right beside the page: forms and help. */
export function SideDrawer({
  isOpen,
  title,
  size,
  onClose,
  children,
}: {
  isOpen: boolean;
  title: string;
  /** Its width in pixels. */
  size: number;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("desk");
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={size}
      title={title}
      closeButtonProps={{ "aria-label": t("act.close") }}
    >
      {children}
    </Drawer>
  );
}
