import { IconPlayerPause, IconTag } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { TagRule } from "../../contract/tag-rule.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { BackfillLine } from "../monitors/monitor-list.tsx";
import { MonitorMark } from "../monitors/monitor-mark.tsx";
import css from "./tags.module.css";
import { queryOfTag, useTagRefresh } from "./use-tags.ts";

/** One rule: the tag, what decides, how much it gave, and what can be done with it. */
export function TagRuleLine({ rule, mayManage }: { rule: TagRule; mayManage: boolean }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [isLogOpen, setLogOpen] = useState(false);
  return (
    <li className={css["rule"]} data-paused={rule.state === "paused" || undefined}>
      <div className={css["what"]}>
        <h3>
          {rule.name}
          {rule.state === "paused" ? (
            <Chip kind="brass" icon={<IconPlayerPause size={13} stroke={1.75} />}>
              {t("monitors.state.paused")}
            </Chip>
          ) : null}
        </h3>
        <p className={css["says"]}>
          <MonitorMark colour={rule.colour} />
          <Chip kind="own" icon={<IconTag size={13} stroke={1.75} />}>
            {rule.tag}
          </Chip>
          {rule.monitorId === null ? (
            <>
              {t("tag_rules.for_query")} <code>{rule.joined}</code>
            </>
          ) : (
            <>
              {t("tag_rules.for_monitor")}{" "}
              <DeskLink to={`/pantauan/${rule.monitorId}`}>{rule.monitorName}</DeskLink>
            </>
          )}
        </p>
        {rule.run === null ? null : <BackfillLine done={rule.run.done} total={rule.run.total} />}
      </div>
      <p className={css["use"]}>
        <DeskLink to="/aliran" search={{ q: queryOfTag(rule.tag) }}>
          {t("tag_rules.given", { count: rule.count, number: format.whole(rule.count) })}
        </DeskLink>
        <span>{t("tag_rules.last_week", { count: rule.lastWeek, number: format.whole(rule.lastWeek) })}</span>
        {rule.lastAt === null ? null : (
          <span>
            {t("tag_rules.last_at")} <TimeText at={rule.lastAt} />
          </span>
        )}
      </p>
      <div className={css["acts"]}>
        <Button size="small" kind="ghost" onClick={() => setLogOpen(!isLogOpen)} aria-expanded={isLogOpen}>
          {t("tag_rules.log")}
        </Button>
        {mayManage ? <RuleActs rule={rule} /> : null}
      </div>
      {isLogOpen ? <RuleLog id={rule.id} name={rule.name} /> : null}
    </li>
  );
}

function RuleActs({ rule }: { rule: TagRule }) {
  const { t } = useTranslation("listen");
  const refresh = useTagRefresh();
  const [isAsked, setAsked] = useState(false);
  const [given, setGiven] = useState<"keep" | "clear">("keep");
  const isOn = rule.state === "on";
  const turn = useMutation({
    mutationFn: async () => {
      const { id, revision, name, tag, monitorId, q, exclude } = rule;
      const state = isOn ? "paused" : "on";
      await listen.client.tagRules.updateTagRule({
        ...{ id, revision, name, tag, monitorId, q, exclude, state },
        isForPast: !isOn,
      });
      await refresh();
    },
  });
  return (
    <>
      <LinkButton size="small" kind="ghost" to={`/tanda/aturan/${rule.id}`}>
        {t("tag_rules.edit")}
      </LinkButton>
      <Button size="small" kind="ghost" isBusy={turn.isPending} onClick={() => turn.mutate()}>
        {t(isOn ? "tag_rules.pause" : "tag_rules.resume")}
      </Button>
      <Button size="small" kind="ghost" onClick={() => setAsked(true)}>
        {t("tag_rules.remove")}
      </Button>
      {turn.error === null ? null : <ErrorNote error={turn.error} />}
      <ConfirmDialog
        isOpen={isAsked}
        title={t("tag_rules.remove_title", { name: rule.name })}
        act={t("tag_rules.remove_act")}
        isDangerous
        onConfirm={async () => {
          await listen.client.tagRules.removeTagRule({ id: rule.id, given });
          await refresh();
          showToast({ text: t("tag_rules.removed", { name: rule.name }) });
        }}
        onClose={() => setAsked(false)}
      >
        <fieldset className={css["form"]}>
          <legend>{t("tag_rules.remove_help")}</legend>
          {(["keep", "clear"] as const).map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="given"
                value={choice}
                checked={given === choice}
                onChange={() => setGiven(choice)}
              />{" "}
              {t(`tag_rules.given_${choice}`, { count: rule.count })}
            </label>
          ))}
        </fieldset>
      </ConfirmDialog>
    </>
  );
}

function RuleLog({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("listen");
  const query = useQuery(
    listen.queries.tagRules.listTagRuleFirings.queryOptions({ input: { id, limit: 30 } }),
  );
  return (
    <div className={css["log"]}>
      <QueryView query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("tag_rules.log_empty")}</p>
          ) : (
            <ul aria-label={t("tag_rules.log_of", { name })}>
              {items.map((firing) => (
                <li key={firing.id}>
                  <TimeText at={firing.at} look="dateTime" /> · {t(`tag_rules.cause.${firing.cause}`)}:{" "}
                  {firing.given === 0 ? null : <b>+{firing.given}</b>}{" "}
                  {firing.taken === 0 ? null : <b>−{firing.taken}</b>}
                  {firing.mentionIds.map((mentionId, index) => (
                    <DeskLink key={mentionId} to="/aliran" search={{ sel: mentionId, q: `id:${mentionId}` }}>
                      {t("tag_rules.example", { number: index + 1 })}
                    </DeskLink>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </div>
  );
}
