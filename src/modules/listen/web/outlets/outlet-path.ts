import type { VoiceKind } from "../../contract/outlet.ts";

/** The address of the page of an outlet or account. */
export const outletPath = ({ kind, key }: { kind: VoiceKind; key: string }): string =>
  `/media/${kind}/${encodeURIComponent(key)}`;
