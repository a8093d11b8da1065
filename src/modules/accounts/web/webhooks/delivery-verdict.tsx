import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import type { Delivery } from "../../contract/webhooks.ts";

type Refused = Exclude<Delivery["verdict"], "accepted" | "challenge">;

/** Whether a call was turned away. */
export const isRefused = (verdict: Delivery["verdict"]): verdict is Refused =>
  verdict !== "accepted" && verdict !== "challenge";

/** What we made of a delivery, in plain words. */
export function Verdict({ delivery: { verdict, state } }: { delivery: Delivery }) {
  const { t } = useTranslation("accounts");
  if (verdict !== "accepted")
    return <Chip kind={isRefused(verdict) ? "saga" : "fact"}>{t(`verdict.${verdict}`)}</Chip>;
  return (
    <Chip kind={state === "failed" ? "saga" : state === "read" ? "toska" : "brass"}>
      {t(`delivery_state.${state}`)}
    </Chip>
  );
}
