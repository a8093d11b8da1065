/** The address wanted before the sign-in, if it is one of this desk: never another site's. */
export function wantedAddress(search: Record<string, unknown>): string {
  const wanted = search["ke"];
  return typeof wanted === "string" && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}
