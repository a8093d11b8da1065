import { useQueryClient } from "@tanstack/react-query";
import type { Locale } from "#shared/ids.ts";
import { meQuery, platform } from "../api/session.ts";
import { changeLocale } from "../i18n/start-i18n.ts";

/** Changes the language at once and remembers it with the person, so that mail and other browsers follow. */
export function useChangeLocale(): (locale: Locale) => void {
  const queries = useQueryClient();
  return (locale) => {
    // Without the network its words may not come: the screen stays as it is.
    void changeLocale(locale).catch(() => undefined);
    platform.client.session.updateMe({ locale }).then(
      (me) => queries.setQueryData(meQuery.queryKey, me),
      // The language on this screen has changed already; the server learns of it the next time.
      () => undefined,
    );
  };
}
