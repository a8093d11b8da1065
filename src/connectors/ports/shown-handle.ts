import type { Manifest } from "./manifest.ts";

/** An account's name as people write it on its network: "@humas.kota", a mail address, the name of a site. */
export const shownHandle = ({ handleSign }: Pick<Manifest, "handleSign">, handle: string): string =>
  handle === "" ? "" : `${handleSign}${handle}`;
