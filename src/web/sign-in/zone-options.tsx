import { useTranslation } from "react-i18next";
import { type Zone, zones } from "#shared/ids.ts";

/** The three zones of Indonesia as options of a select: name and reach. */
export function ZoneOptions() {
  const { t } = useTranslation("desk");
  return (Object.keys(zones) as Zone[]).map((zone) => (
    <option key={zone} value={zone}>
      {zones[zone]} – {t(`zone.${zones[zone]}`)}
    </option>
  ));
}
