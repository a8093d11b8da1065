import { Checkbox, Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { mostVoices, type Voice } from "../../contract/share-of-voice.ts";
import { useMonitors } from "../monitors/use-monitors.ts";
import css from "./share-of-voice.module.css";

/** Who stands beside whom: the office's monitors, ours and peers unless somebody chooses others. */
export function VoicePicker({
  chosen,
  shown,
  onChange,
}: {
  chosen: string;
  shown: readonly Voice[];
  onChange: (ids: string) => void;
}) {
  const { t } = useTranslation("listen");
  const monitors = useMonitors().data?.items ?? [];
  const ids = chosen === "" ? shown.map(({ monitorId }) => monitorId) : chosen.split(",");
  const turn = (id: string, isWanted: boolean) =>
    onChange((isWanted ? [...ids, id] : ids.filter((one) => one !== id)).slice(0, mostVoices).join(","));
  if (monitors.length === 0) return null;
  return (
    <Popover position="bottom-start" withArrow trapFocus>
      <Popover.Target>
        <Button>{t("share.pick", { count: ids.length })}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={css["picker"]}>
          <legend>{t("share.pick_label")}</legend>
          {monitors.map(({ id, name, kind }) => (
            <Checkbox
              key={id}
              label={`${name} · ${t(`monitor.kind.${kind}`)}`}
              checked={ids.includes(id)}
              disabled={!ids.includes(id) && ids.length >= mostVoices}
              onChange={(event) => turn(id, event.currentTarget.checked)}
            />
          ))}
          {chosen === "" ? null : (
            <Button kind="ghost" onClick={() => onChange("")}>
              {t("share.pick_usual")}
            </Button>
          )}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}
