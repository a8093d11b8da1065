import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { ReachRange } from "../../contract/outlet.ts";

/** "90 rb–120 rb", for readers in full. */
export function ReachText({ reach }: { reach: Pick<ReachRange, "low" | "high"> }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { low, high } = reach;
  return (
    <>
      <span aria-hidden="true">
        {low === high ? format.compact(low) : `${format.compact(low)}–${format.compact(high)}`}
      </span>
      <span className="sr">
        {low === high
          ? format.whole(low)
          : t("outlets.reach.from_to", { low: format.whole(low), high: format.whole(high) })}
      </span>
    </>
  );
}
