import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Brief } from "../../contract/brief.ts";
import { BriefView } from "./brief-view.tsx";
import css from "./briefs.module.css";

/** A kept brief as it goes out; once somebody has edited it, with who and when, and what the machine wrote a press away. */
export function EditedBrief({ brief, made }: { brief: Brief; made: Brief | null }) {
  const { t } = useTranslation("listen");
  const [shown, setShown] = useState<"edited" | "made">("edited");
  if (made === null) return <BriefView brief={brief} />;
  return (
    <>
      <div className={css["versions"]}>
        <p>{brief.edited}</p>
        <Segmented
          label={t("briefs.shown")}
          value={shown}
          options={[
            { value: "edited", label: t("briefs.version.edited") },
            { value: "made", label: t("briefs.version.made") },
          ]}
          onChange={setShown}
        />
      </div>
      <BriefView brief={shown === "made" ? made : brief} />
    </>
  );
}
