import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { Button } from "#web/kit/button.tsx";
import { CopyField } from "#web/kit/copy-field.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { ConnectField, ConnectWay, Network } from "../../contract/accounts.ts";
import { accounts } from "../accounts-api.ts";
import { FieldInput } from "../field-input.tsx";
import css from "./accounts.module.css";
import { useSentence } from "./use-sentence.ts";

type Filled = Readonly<Record<string, unknown>>;

/** The steps on the network's side, then the form that its own schema asks for, then the test call. */
export function ConnectForm({
  network,
  way,
  callback,
  onDone,
}: {
  network: Network;
  way: ConnectWay;
  callback: string;
  onDone: () => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const queries = useQueryClient();
  const [filled, setFilled] = useState<Filled>({});
  const partOf = (part: ConnectField["part"]): Record<string, unknown> =>
    Object.fromEntries(
      way.fields.flatMap((field) => {
        const value = filled[field.name];
        return field.part !== part || value === undefined || value === "" ? [] : [[field.name, value]];
      }),
    );
  const connect = useMutation({
    mutationFn: async () => {
      const wish = { network: network.key, way: way.key, settings: partOf("settings") };
      if (way.kind === "oauth") {
        const { url } = await accounts.client.beginConsent({ ...wish, secrets: partOf("secrets") });
        location.assign(url);
        return;
      }
      const account = await accounts.client.connectAccount({ ...wish, secrets: partOf("secrets") });
      await queries.invalidateQueries({ queryKey: accounts.queries.key() });
      showToast({ text: t("connect.done", { handle: account.shownHandle }) });
      onDone();
    },
  });
  const problem = isProblem(connect.error) ? connect.error : undefined;
  const errorOf = ({ part, name }: ConnectField): string | undefined => problem?.faultOf(`${part}.${name}`);
  const inputOf = (field: ConnectField) => (
    <FieldInput
      key={field.name}
      field={field}
      value={filled[field.name]}
      error={errorOf(field)}
      onChange={(value) => setFilled({ ...filled, [field.name]: value })}
    />
  );
  const [usual, rare] = [
    way.fields.filter(({ isRare }) => !isRare),
    way.fields.filter(({ isRare }) => isRare),
  ];
  if (!way.isOpen) return <Note kind="brass" title={t("connect.needs_address")} />;
  return (
    <Form label={say(way.name)} onSubmit={() => connect.mutate()}>
      <ol className={css["steps"]}>
        {way.steps.map((step) => (
          <li key={step.en}>{say(step)}</li>
        ))}
      </ol>
      {way.asksForCallback ? <CopyField label={t("connect.callback")} value={callback} /> : null}
      {usual.map(inputOf)}
      {rare.length === 0 ? null : (
        <details
          className={css["rare"]}
          open={rare.some((field) => errorOf(field) !== undefined) || undefined}
        >
          <summary>{t("connect.rare")}</summary>
          {rare.map(inputOf)}
        </details>
      )}
      {way.scopes.length === 0 ? null : (
        <div className={css["scopes"]}>
          <h4>{t("connect.scopes")}</h4>
          <ul>
            {way.scopes.map(({ name, why }) => (
              <li key={name}>
                <code>{name}</code> {say(why)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {connect.isError ? <ErrorNote error={connect.error} unchanged={t("connect.nothing_kept")} /> : null}
      <FormActs>
        <Button kind="primary" type="submit" isBusy={connect.isPending}>
          {way.kind === "oauth"
            ? t("connect.go_there", { network: way.place ?? say(network.name) })
            : t("connect.try_and_keep")}
        </Button>
        <small>{t("connect.sealed")}</small>
      </FormActs>
    </Form>
  );
}
