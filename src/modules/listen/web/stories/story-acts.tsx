import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import type { StoryDetail } from "../../contract/story.ts";
import css from "./stories.module.css";
import { StoryPicker } from "./story-picker.tsx";
import { useJudgeStory } from "./use-stories.ts";

/** Naming a story, and saying that another one is the same or never is. */
export function StoryActs({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const { judge, failure } = useJudgeStory(story.id);
  const [open, setOpen] = useState<"rename" | "merge" | "apart">();
  const close = () => setOpen(undefined);
  return (
    <div className={css["acts"]}>
      <Button onClick={() => setOpen("rename")}>{t("stories.act.rename")}</Button>
      <Button onClick={() => setOpen("merge")}>{t("stories.act.merge")}</Button>
      <Button kind="ghost" onClick={() => setOpen("apart")}>
        {t("stories.act.apart")}
      </Button>
      {failure === undefined || open !== undefined ? null : <ErrorNote error={failure} />}
      <Dialog isOpen={open === "rename"} title={t("stories.rename_title")} onClose={close}>
        <RenameForm
          story={story}
          failure={failure}
          onName={async (name) => {
            if (await judge({ verdict: "rename", name })) close();
          }}
        />
      </Dialog>
      <Dialog
        isOpen={open === "merge" || open === "apart"}
        title={t(open === "apart" ? "stories.apart_title" : "stories.merge_title")}
        size="lg"
        onClose={close}
      >
        <p className={css["quiet"]}>{t(open === "apart" ? "stories.apart_help" : "stories.merge_help")}</p>
        {failure === undefined ? null : <ErrorNote error={failure} />}
        <StoryPicker
          story={story}
          act={t(open === "apart" ? "stories.act.choose_apart" : "stories.act.choose_merge")}
          onPick={async (otherId) => {
            if (await judge({ verdict: open === "apart" ? "apart" : "merge", otherId })) close();
          }}
        />
      </Dialog>
    </div>
  );
}

function RenameForm({
  story,
  failure,
  onName,
}: {
  story: StoryDetail;
  failure: unknown;
  onName: (name: string | null) => Promise<void>;
}) {
  const { t } = useTranslation("listen");
  const [name, setName] = useState<string>(story.title);
  return (
    <Form onSubmit={() => void onName(name.trim() === "" ? null : name.trim())}>
      {failure === undefined ? null : <ErrorNote error={failure} />}
      <TextInput
        label={t("stories.name")}
        description={t("stories.name_help")}
        value={name}
        maxLength={200}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormActs>
        <Button kind="primary" type="submit">
          {t("stories.act.save_name")}
        </Button>
        {story.isNamed ? (
          <Button kind="ghost" onClick={() => void onName(null)}>
            {t("stories.act.own_name")}
          </Button>
        ) : null}
      </FormActs>
    </Form>
  );
}
