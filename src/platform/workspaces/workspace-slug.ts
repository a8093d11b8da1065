const longest = 48;

/**
 * The short name of a workspace in addresses: `Humas Kota Bandung` becomes `humas-kota-bandung`.
 * @param attempt 1 for the plain form; 2 and up append the number, for names that are taken
 * @returns 2 to 60 lower-case letters, digits and single hyphens (the shape of `slug` in shared/ids)
 */
export function workspaceSlug(name: string, attempt: number): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  // A name in another script, or of one letter, still needs an address.
  const stem = plain.length >= 2 ? plain : `ruang${plain === "" ? "" : `-${plain}`}`;
  return attempt === 1 ? stem : `${stem}-${attempt}`;
}
