/** A part of a command: a word, a text, or a list of parts. */
export type ImapToken = string | readonly ImapToken[];

/** Takes the parts of a command apart (RFC 3501 §9): atoms, quoted texts, lists, and literals that came with it. */
export function readTokens(line: string, literals: readonly string[]): ImapToken[] {
  let at = 0;
  let literal = 0;
  const readList = (end: string): ImapToken[] => {
    const tokens: ImapToken[] = [];
    while (at < line.length) {
      const sign = line[at] ?? "";
      if (sign === end) {
        at += 1;
        return tokens;
      }
      if (sign === " ") at += 1;
      else if (sign === "(") {
        at += 1;
        tokens.push(readList(")"));
      } else if (sign === '"') tokens.push(readQuoted());
      else if (/^\{\d+\+?\}/.test(line.slice(at))) {
        at = line.indexOf("}", at) + 1;
        tokens.push(literals[literal] ?? "");
        literal += 1;
      } else tokens.push(readAtom());
    }
    return tokens;
  };
  const readQuoted = (): string => {
    let text = "";
    for (at += 1; at < line.length && line[at] !== '"'; at += 1) {
      if (line[at] === "\\") at += 1;
      text += line[at] ?? "";
    }
    at += 1;
    return text;
  };
  const readAtom = (): string => {
    // A section in brackets may hold blanks and lists: BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.100>
    const [atom = line[at] ?? ""] = /^(?:\[[^\]]*\]|[^\s()[\]"])+/.exec(line.slice(at)) ?? [];
    at += atom.length;
    return atom;
  };
  return readList("");
}

/** Which numbers a set names: "1:3,7,9:*". */
export function inSet(set: string, uid: number, highest: number): boolean {
  return set.split(",").some((range) => {
    const [from = 0, to = from] = range.split(":").map((end) => (end === "*" ? highest : Number(end)));
    return uid >= Math.min(from, to) && uid <= Math.max(from, to);
  });
}
