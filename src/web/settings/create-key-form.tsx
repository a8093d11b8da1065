import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiKey } from "#platform/contract/workspaces.ts";
import { type Permission, permissions } from "#shared/permissions.ts";
import { platform } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { Form, FormActs } from "../kit/form.tsx";
import { ErrorNote } from "../kit/note.tsx";
import css from "./create-key-form.module.css";

const lifetimes = ["30", "90", "365", "730", "never"] as const;

const groups = ["said", "office", "room"] as const;
type ScopeGroup = (typeof groups)[number];

/** What a right is about, by its noun; what nobody has filed is about what was said. */
function groupOf(permission: Permission): ScopeGroup {
  const [noun = ""] = permission.split(".");
  if (["members", "keys", "settings"].includes(noun)) return "office";
  return ["audit", "jobs", "backups"].includes(noun) ? "room" : "said";
}

const scopeGroups = groups.map(
  (group) => [group, permissions.filter((permission) => groupOf(permission) === group)] as const,
);

/** A new key: what it is for, what it may do, and until when. */
export function CreateKeyForm({ onMade }: { onMade: (key: ApiKey & { secret: string }) => void }) {
  const { t } = useTranslation("desk");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Permission[]>(["mentions.read"]);
  const [lifetime, setLifetime] = useState<(typeof lifetimes)[number]>("365");
  const toggle = (permission: Permission) =>
    setScopes((before) =>
      before.includes(permission) ? before.filter((one) => one !== permission) : [...before, permission],
    );
  const create = useMutation({
    mutationFn: () =>
      platform.client.keys.createApiKey({
        name: name.trim(),
        scopes: [...scopes],
        expiresInDays: lifetime === "never" ? null : Number(lifetime),
      }),
    onSuccess: (key) => {
      setName("");
      onMade(key);
    },
  });
  return (
    <Form onSubmit={() => create.mutate()} label={t("keys_page.new")}>
      <TextInput
        label={t("keys_page.name")}
        description={t("keys_page.name_help")}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset className={css["scopes"]}>
        <legend>{t("keys_page.scopes")}</legend>
        {scopeGroups.map(([group, members]) => (
          <fieldset key={group}>
            <legend>{t(`keys_page.scope_group.${group}`)}</legend>
            {members.map((permission) => (
              <Checkbox
                key={permission}
                label={t(`permission.${permission.replace(".", "_")}`)}
                checked={scopes.includes(permission)}
                onChange={() => toggle(permission)}
              />
            ))}
          </fieldset>
        ))}
      </fieldset>
      <NativeSelect
        label={t("keys_page.lifetime")}
        value={lifetime}
        onChange={(event) => setLifetime(event.currentTarget.value as (typeof lifetimes)[number])}
      >
        {lifetimes.map((one) => (
          <option key={one} value={one}>
            {one === "never" ? t("keys_page.for_ever") : t("keys_page.days", { count: Number(one) })}
          </option>
        ))}
      </NativeSelect>
      {create.error === null ? null : <ErrorNote error={create.error} />}
      <FormActs>
        <Button kind="primary" type="submit" isBusy={create.isPending} disabled={scopes.length === 0}>
          {t("keys_page.create")}
        </Button>
        {scopes.length === 0 ? <span className={css["why"]}>{t("keys_page.no_scope")}</span> : null}
      </FormActs>
    </Form>
  );
}
