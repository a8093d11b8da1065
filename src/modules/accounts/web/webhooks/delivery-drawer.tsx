import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Delivery } from "../../contract/webhooks.ts";
import { accounts } from "../accounts-api.ts";
import { isRefused, Verdict } from "./delivery-verdict.tsx";
import css from "./webhooks.module.css";

const drawerPx = 620;

/** One delivery: what it said, as text and nothing else, and a way to read it once more. */
export function DeliveryDrawer({
  delivery,
  onClose,
}: {
  delivery: Delivery | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation("accounts");
  return (
    <SideDrawer
      isOpen={delivery !== undefined}
      title={delivery === undefined ? "" : t("deliveries.title", { handle: delivery.accountHandle })}
      size={drawerPx}
      onClose={onClose}
    >
      {delivery === undefined ? null : <OpenDelivery delivery={delivery} onDone={onClose} />}
    </SideDrawer>
  );
}

function OpenDelivery({ delivery, onDone }: { delivery: Delivery; onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const { id, verdict } = delivery;
  const whole = useQuery(accounts.queries.getDelivery.queryOptions({ input: { id } }));
  const replay = useMutation({
    mutationFn: () => accounts.client.replayDelivery({ id }),
    onSuccess: async () => {
      showToast({ text: t("deliveries.replayed") });
      await queries.invalidateQueries({ queryKey: accounts.queries.listDeliveries.key() });
      onDone();
    },
  });
  return (
    <div className={css["delivery"]}>
      <p>
        <Verdict delivery={delivery} /> <TimeText at={delivery.receivedAt} look="long" />
      </p>
      {isRefused(verdict) ? <p>{t(`why.${verdict}`)}</p> : null}
      {replay.isError ? <ErrorNote error={replay.error} /> : null}
      <QueryView query={whole} rows={4}>
        {({ body }) =>
          body === "" ? (
            <p>{t("deliveries.no_body")}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
            <pre tabIndex={0}>{laidOut(body)}</pre>
          )
        }
      </QueryView>
      {verdict === "accepted" ? (
        <div>
          <Button isBusy={replay.isPending} onClick={() => replay.mutate()}>
            {t("deliveries.replay")}
          </Button>
          <p>{t("deliveries.replay_about")}</p>
        </div>
      ) : null}
    </div>
  );
}

/** JSON with line breaks; anything else as it came. */
function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
