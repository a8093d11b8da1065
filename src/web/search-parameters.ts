/** Search parameters as plain text, so that `?q=2019` stays the text it is: one value a string, several an array. */
export type SearchParameters = Record<string, string | string[]>;

/** Reads `?a=1&b=2&b=3` as `{ a: "1", b: ["2", "3"] }`. */
export function readSearch(search: string): SearchParameters {
  const found: SearchParameters = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = found[name];
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return found;
}

/** Writes parameters back, leaving out the undefined and the empty; the result begins with `?` unless it is empty. */
export function writeSearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
