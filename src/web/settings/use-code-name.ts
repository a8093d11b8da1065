import { useTranslation } from "react-i18next";
import { useModules } from "../pages.ts";

const heads = { audit: "audit.", jobs: "jobs." } as const;

/**
 * The words for a code that the server writes (`member.invited`, `listen.poll-source`): each module names its own
 * under `audit.<code>` or `jobs.<code>` in its messages. A code nobody has named is shown as it is.
 */
export function useCodeName(kind: "audit" | "jobs"): (code: string) => string {
  const { t, i18n } = useTranslation("desk");
  const modules = useModules();
  return (code) => {
    const key = modules
      .map((module) => `${module.name}:${heads[kind]}${code}`)
      .find((one) => i18n.exists(one));
    return key === undefined ? code : t(key);
  };
}
