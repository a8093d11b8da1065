/** Every web address counts as this many characters, however long it is. */
const ADDRESS_LENGTH = 23;

/** An address with a scheme, at the beginning of a word. Bare hosts ("contoh.go.id") are counted as they are written. */
const ADDRESS = /(?<![\p{L}\p{N}_@$#/])https?:\/\/[^\s<>"“”‘’「」（）]+/giu;
/** A host with a dot, or none: `http://x` is no address to Mastodon. */
const HOST =
  /^https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}(?::\d{1,5})?(?=[/?#]|$)/iu;
/** What ends a sentence and not an address. */
const TRAILING = ".,:;!?'*…";
/** `@name@server`: only the name counts. Not within a path or a word. */
const REMOTE_MENTION =
  /(?<![\p{L}\p{N}_/])@([a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_]+)?)@[\p{L}\p{N}.-]*[\p{L}\p{N}]+/giu;

/**
 * How long a text is to Mastodon and what follows it: graphemes, with each web address counted as 23 and without the
 * server of a mention (joinmastodon.org/docs: "Posting", `characters_reserved_per_url`).
 * @param countGraphemes counts what is left
 */
export function fediverseLength(text: string, countGraphemes: (text: string) => number): number {
  let addresses = 0;
  const rest = text.replace(ADDRESS, (found) => {
    const address = withoutTail(found);
    if (!HOST.test(address)) return found;
    addresses += 1;
    // A space, so that what stands on both sides does not become one word.
    return ` ${found.slice(address.length)}`;
  });
  const short = rest.replace(REMOTE_MENTION, "@$1");
  return countGraphemes(short) + addresses * (ADDRESS_LENGTH - 1);
}

/** Without the full stop behind it, or the bracket that was opened before it. */
function withoutTail(found: string): string {
  let end = found.length;
  let surplus = found.split(")").length - found.split("(").length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    if (last === ")" && surplus > 0) surplus -= 1;
    else if (!TRAILING.includes(last)) break;
  }
  return found.slice(0, end);
}
