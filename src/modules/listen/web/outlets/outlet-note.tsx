import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { OutletDetail } from "../../contract/outlet.ts";
import detail from "../detail-page.module.css";
import css from "./outlets.module.css";
import { useOutletActs } from "./use-outlets.ts";

const longestNote = 4_000;

/** What the office should know of an outlet or account, in its own words. */
export function OutletNote({ outlet }: { outlet: OutletDetail }) {
  const { t } = useTranslation("listen");
  const mayWrite = useMay("sources.manage");
  const { update, failure } = useOutletActs(outlet);
  const [draft, setDraft] = useState<string>();
  const { note } = outlet;
  return (
    <RuledSection
      title={t("outlets.note")}
      aside={
        mayWrite && draft === undefined ? (
          <Button size="small" onClick={() => setDraft(note?.text ?? "")}>
            {t(note === null ? "outlets.note_write" : "outlets.note_change")}
          </Button>
        ) : undefined
      }
    >
      {draft === undefined ? (
        note === null ? (
          <p className={detail["deck"]}>{t("outlets.note_none")}</p>
        ) : (
          <>
            <p className={css["note"]}>{note.text}</p>
            <p className={detail["deck"]}>
              {note.byName}, <TimeText at={note.at} look="dateTime" />
            </p>
          </>
        )
      ) : (
        <Form
          label={t("outlets.note")}
          onSubmit={async () => {
            if (await update({ note: draft })) setDraft(undefined);
          }}
        >
          <Textarea
            aria-label={t("outlets.note")}
            autosize
            minRows={3}
            maxLength={longestNote}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          {failure === undefined ? null : <ErrorNote error={failure} />}
          <FormActs>
            <Button kind="primary" type="submit">
              {t("outlets.note_save")}
            </Button>
            <Button kind="ghost" onClick={() => setDraft(undefined)}>
              {t("outlets.note_cancel")}
            </Button>
          </FormActs>
        </Form>
      )}
    </RuledSection>
  );
}
