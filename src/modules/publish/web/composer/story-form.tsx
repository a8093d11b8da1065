import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { SourceDocument } from "../../contract/drafts.ts";
import css from "./composer.module.css";
import { ContentFields } from "./content-fields.tsx";
import type { Story } from "./use-story.ts";

/** The story itself: what is told, why now, what for, what it stands on, and the words that every account begins with. */
export function StoryForm({ story, onChange }: { story: Story; onChange: (story: Story) => void }) {
  const { t } = useTranslation("publish");
  const set = (changed: Partial<Story>): void => onChange({ ...story, ...changed });
  return (
    <RuledSection title={t("story.title")} deck={t("story.deck")}>
      <div className={css["fields"]}>
        <TextInput
          label={t("story.what")}
          required
          value={story.title}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <Textarea
          label={t("story.why_now")}
          autosize
          value={story.whyNow}
          onChange={({ currentTarget }) => set({ whyNow: currentTarget.value })}
        />
        <TextInput
          label={t("story.objective")}
          description={t("story.objective_hint")}
          value={story.objective}
          onChange={({ currentTarget }) => set({ objective: currentTarget.value })}
        />
        <Sources sources={story.sources} onChange={(sources) => set({ sources })} />
        <ContentFields content={story.content} hasHeadline onChange={(content) => set({ content })} />
      </div>
    </RuledSection>
  );
}

function Sources({
  sources,
  onChange,
}: {
  sources: readonly SourceDocument[];
  onChange: (sources: SourceDocument[]) => void;
}) {
  const { t } = useTranslation("publish");
  const change = (at: number, changed: Partial<SourceDocument>): void =>
    onChange(sources.map((one, index) => (index === at ? { ...one, ...changed } : one)));
  return (
    <fieldset className={css["files"]}>
      <legend>{t("story.sources")}</legend>
      {sources.map((source, at) => (
        // A source has no name of its own, and only the last is added or any taken out.
        // biome-ignore lint/suspicious/noArrayIndexKey: the fields are controlled
        <div key={at} className={css["source"]}>
          <TextInput
            label={t("story.source", { number: at + 1 })}
            value={source.title}
            onChange={({ currentTarget }) => change(at, { title: currentTarget.value })}
          />
          <TextInput
            type="url"
            label={t("story.source_url", { number: at + 1 })}
            placeholder="https://"
            value={source.url ?? ""}
            onChange={({ currentTarget }) =>
              change(at, { url: currentTarget.value.trim() === "" ? null : currentTarget.value.trim() })
            }
          />
          <Button
            size="small"
            kind="ghost"
            onClick={() => onChange(sources.filter((_, index) => index !== at))}
          >
            {t("story.source_out", { number: at + 1 })}
          </Button>
        </div>
      ))}
      <p>
        <Button size="small" onClick={() => onChange([...sources, { title: "", url: null }])}>
          {t("story.source_add")}
        </Button>
      </p>
    </fieldset>
  );
}
