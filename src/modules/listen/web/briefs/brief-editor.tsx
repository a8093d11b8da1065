import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Brief, BriefEditing } from "../../contract/brief.ts";
import type { Clipping } from "../../contract/clipping.ts";
import css from "./briefs.module.css";
import { useEditBrief } from "./use-brief.ts";

/** A brief being edited: points and changes worded anew, left out, in another order, with a note above them. Figures stay. */
export function BriefEditor({
  clipping,
  made,
  onDone,
}: {
  clipping: Clipping;
  made: Brief;
  onDone: () => void;
}) {
  const { t } = useTranslation("listen");
  const edit = useEditBrief();
  const [{ id, revision }] = useState(clipping);
  const [draft, setDraft] = useState(clipping.briefEditing ?? untouched(made));
  const save = useMutation({ mutationFn: () => edit({ id, revision, ...draft }), onSuccess: onDone });
  const setPoint = (place: number, words: Partial<BriefEditing["points"][number]>) =>
    setDraft((before) => ({ ...before, points: changed(before.points, place, words) }));
  const setChange = (place: number, words: Partial<BriefEditing["changes"][number]>) =>
    setDraft((before) => ({ ...before, changes: changed(before.changes, place, words) }));
  return (
    <form
      className={css["edit"]}
      aria-label={t("briefs.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <RuledSection title={t("briefs.note")} deck={t("briefs.note_help")}>
        <Textarea
          aria-label={t("briefs.note")}
          value={draft.note ?? ""}
          maxLength={1_000}
          minRows={2}
          autosize
          onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value || null })}
        />
      </RuledSection>
      <RuledSection title={made.words.points} deck={t("briefs.edit_help")}>
        <ol className={css["editList"]}>
          {draft.points.map(({ at, isOut, title, reasons }, place) => {
            const point = made.points[at];
            if (point === undefined) return null;
            return (
              <li key={at}>
                <EditLine
                  name={point.title}
                  isOut={isOut}
                  place={place}
                  count={draft.points.length}
                  onOut={(out) => setPoint(place, { isOut: out })}
                  onMove={(by) => setDraft({ ...draft, points: moved(draft.points, place, by) })}
                />
                {isOut ? null : (
                  <div className={css["editFields"]}>
                    <TextInput
                      label={t("briefs.point_title")}
                      value={title ?? point.title}
                      maxLength={300}
                      onChange={(event) =>
                        setPoint(place, { title: own(event.currentTarget.value, point.title) })
                      }
                    />
                    <Textarea
                      label={t("briefs.point_reasons")}
                      description={t("briefs.point_reasons_help")}
                      value={reasons ?? point.reasons.join("\n")}
                      maxLength={2_000}
                      autosize
                      onChange={(event) =>
                        setPoint(place, { reasons: own(event.currentTarget.value, point.reasons.join("\n")) })
                      }
                    />
                  </div>
                )}
              </li>
            );
          })}
        </ol>
      </RuledSection>
      <RuledSection title={made.words.changes}>
        <ol className={css["editList"]}>
          {draft.changes.map(({ at, isOut, text }, place) => {
            const change = made.changes[at];
            if (change === undefined) return null;
            return (
              <li key={at}>
                <EditLine
                  name={change.text}
                  isOut={isOut}
                  place={place}
                  count={draft.changes.length}
                  onOut={(out) => setChange(place, { isOut: out })}
                  onMove={(by) => setDraft({ ...draft, changes: moved(draft.changes, place, by) })}
                />
                {isOut ? null : (
                  <Textarea
                    aria-label={t("briefs.change_text", { text: change.text })}
                    value={text ?? change.text}
                    maxLength={500}
                    autosize
                    onChange={(event) =>
                      setChange(place, { text: own(event.currentTarget.value, change.text) })
                    }
                  />
                )}
              </li>
            );
          })}
        </ol>
      </RuledSection>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          {t("briefs.save")}
        </Button>
        <Button onClick={onDone}>{t("clippings.cancel")}</Button>
        <Button kind="ghost" onClick={() => setDraft(untouched(made))}>
          {t("briefs.as_made")}
        </Button>
      </FormActs>
    </form>
  );
}

/** Whether a line goes out, and where it stands. */
function EditLine({
  name,
  isOut,
  place,
  count,
  onOut,
  onMove,
}: {
  name: string;
  isOut: boolean;
  place: number;
  count: number;
  onOut: (isOut: boolean) => void;
  onMove: (by: -1 | 1) => void;
}) {
  const { t } = useTranslation("listen");
  return (
    <div className={css["editLine"]}>
      <Checkbox
        label={t("clippings.keep", { title: name })}
        checked={!isOut}
        onChange={(event) => onOut(!event.currentTarget.checked)}
      />
      <span>
        <IconButton
          label={t("clippings.up", { title: name })}
          disabled={place === 0}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={16} stroke={1.75} />
        </IconButton>
        <IconButton
          label={t("clippings.down", { title: name })}
          disabled={place === count - 1}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={16} stroke={1.75} />
        </IconButton>
      </span>
    </div>
  );
}

/** The machine's words are nobody's own; emptied ones are the machine's again once they are saved. */
const own = (words: string, made: string): string | null => (words === made ? null : words);

const changed = <T,>(list: readonly T[], place: number, words: Partial<T>): T[] =>
  list.map((one, at) => (at === place ? { ...one, ...words } : one));

function moved<T>(list: readonly T[], place: number, by: -1 | 1): T[] {
  const next = [...list];
  next.splice(place + by, 0, ...next.splice(place, 1));
  return next;
}

const untouched = ({ points, changes }: Brief): BriefEditing => ({
  points: points.map((_, at) => ({ at, isOut: false, title: null, reasons: null })),
  changes: changes.map((_, at) => ({ at, isOut: false, text: null })),
  note: null,
});
