import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SettingLine } from "../kit/form.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { Segmented } from "../kit/segmented.tsx";
import { useDisplay } from "../theme/display.ts";

/** How the desk looks and behaves in this browser; kept here only. */
export function DisplaySection() {
  const { t } = useTranslation("desk");
  const [display, change] = useDisplay();
  return (
    <RuledSection title={t("display.title")} deck={t("display.deck")}>
      <SettingLine label={t("display.theme")}>
        <Segmented
          label={t("display.theme")}
          value={display.theme}
          options={(["system", "light", "dark"] as const).map((value) => ({
            value,
            label: t(`display.theme_${value}`),
          }))}
          onChange={(theme) => change({ theme })}
        />
      </SettingLine>
      <SettingLine label={t("display.density")} help={t("display.density_help")}>
        <Segmented
          label={t("display.density")}
          value={display.density}
          options={(["rapat", "lega"] as const).map((value) => ({
            value,
            label: t(`display.density_${value}`),
          }))}
          onChange={(density) => change({ density })}
        />
      </SettingLine>
      <SettingLine label={t("display.contrast")} help={t("display.contrast_help")}>
        <Switch
          aria-label={t("display.contrast")}
          checked={display.contrast === "more"}
          onChange={(event) => change({ contrast: event.currentTarget.checked ? "more" : "system" })}
        />
      </SettingLine>
      <SettingLine label={t("display.patterns")} help={t("display.patterns_help")}>
        <Switch
          aria-label={t("display.patterns")}
          checked={display.patterns}
          onChange={(event) => change({ patterns: event.currentTarget.checked })}
        />
      </SettingLine>
      <SettingLine label={t("display.single_keys")} help={t("display.single_keys_help")}>
        <Switch
          aria-label={t("display.single_keys")}
          checked={display.singleKeys}
          onChange={(event) => change({ singleKeys: event.currentTarget.checked })}
        />
      </SettingLine>
    </RuledSection>
  );
}
