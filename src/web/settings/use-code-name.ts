import { useTranslation } from "react-i18next";
import { useModules } from "../pages.ts";

/** Under which the modules name a kind of code: "audit." or "jobs.", whose words lie in folders of these names. */
type Head = `${string}.`;

/** Every code of a kind that some module has words for, in the order of the words. */
export function useCodeNames(head: Head): { code: string; name: string }[] {
  const { i18n } = useTranslation("desk");
  const modules = useModules();
  const named = modules.flatMap((module) =>
    leavesOf(i18n.getResource(i18n.language, module.name, head.slice(0, -1))).map(([code, name]) => ({
      code,
      name,
    })),
  );
  return named.sort((a, b) => new Intl.Collator(i18n.language).compare(a.name, b.name));
}

/** The sentences of a tree of messages, each with its path: `member.invited`. */
function leavesOf(tree: unknown, path = ""): [string, string][] {
  if (typeof tree === "string") return [[path, tree]];
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, inner]) =>
    leavesOf(inner, path === "" ? key : `${path}.${key}`),
  );
}

/**
 * The words for a code that the server writes (`member.invited`, `listen.poll-source`): each module names its own
 * under `audit.<code>` or `jobs.<code>` in its messages. A code nobody has named is shown as it is.
 */
export function useCodeName(head: Head): (code: string) => string {
  const { t, i18n } = useTranslation("desk");
  const modules = useModules();
  return (code) => {
    const key = modules.map((module) => `${module.name}:${head}${code}`).find((one) => i18n.exists(one));
    return key === undefined ? code : t(key);
  };
}
