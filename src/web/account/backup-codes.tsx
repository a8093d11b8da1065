import { useTranslation } from "react-i18next";
import { Button } from "../kit/button.tsx";
import { FormActs } from "../kit/form.tsx";
import { saveText } from "../kit/save-text.ts";
import css from "./backup-codes.module.css";

/** Codes for the day the phone is lost: shown once, to be kept on paper or as a file. */
export function BackupCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation("desk");
  return (
    <div className={css["codes"]}>
      <p>{t("second.codes_about")}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <FormActs>
        <Button
          size="small"
          onClick={() => saveText("gaung-kode-cadangan.txt", "text/plain", codes.join("\n"))}
        >
          {t("second.codes_save")}
        </Button>
      </FormActs>
    </div>
  );
}
