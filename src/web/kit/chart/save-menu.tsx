import { Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../button.tsx";
import { saveText } from "../save-text.ts";
import { showToast } from "../toasts.tsx";
import type { Drawing } from "./drawing.ts";
import { savePng, saveSvg } from "./save-drawing.ts";

/**
 * Keeps a chart as a picture (PNG for letters and slides, SVG for print) and its data as CSV. `name` becomes the
 * file's name. `drawing` is asked when somebody saves; without it, or where it is undefined, only the data are offered.
 */
export function SaveMenu({
  name,
  drawing,
  csv,
}: {
  name: string;
  drawing?: (() => Drawing | undefined) | undefined;
  csv: () => string;
}) {
  const { t } = useTranslation("desk");
  const withDrawing = (save: (one: Drawing) => void | Promise<void>) => async () => {
    const made = drawing?.();
    try {
      if (made !== undefined) await save(made);
    } catch {
      showToast({ text: t("chart.not_saved") });
    }
  };
  return (
    <Menu>
      <Menu.Target>
        <IconButton size="small" label={t(drawing === undefined ? "chart.save_only_data" : "chart.save")}>
          <IconDownload size={15} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {drawing === undefined ? null : (
          <>
            <Menu.Item onClick={withDrawing((one) => savePng(name, one))}>{t("chart.save_png")}</Menu.Item>
            <Menu.Item onClick={withDrawing((one) => saveSvg(name, one))}>{t("chart.save_svg")}</Menu.Item>
          </>
        )}
        <Menu.Item onClick={() => saveText(`${name}.csv`, "text/csv", csv())}>
          {t("chart.save_data")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
