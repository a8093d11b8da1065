const longest = 90;

/** The title of an article; where it has none its first line or sentence, cut between two words. */
export function headlineOf({ title, text }: { readonly title?: string; readonly text: string }): string {
  const given = (title ?? "").replace(/\s+/g, " ").trim();
  if (given !== "") return given;
  const line = text.trim().split("\n")[0]?.replace(/\s+/g, " ").trim() ?? "";
  const sentence = /^.{12,}?[.!?](?=\s)/u.exec(line)?.[0] ?? line;
  if (sentence.length <= longest) return sentence;
  const cut = sentence.slice(0, longest);
  return `${cut.slice(0, cut.lastIndexOf(" ") > 20 ? cut.lastIndexOf(" ") : longest).toWellFormed()}…`;
}
