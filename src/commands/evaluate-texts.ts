/** Placeholders under which published sets hide names. */
const HIDDEN_NAME = /\bUSER\b|\[USERNAME\]|<username>|<user>/g;
const ESCAPED = /\\x[0-9a-fA-F]{2}/;

/**
 * A text as it was before a set was written down: escaped bytes and line breaks ("\xf0\x9f…", "\n") are characters
 * again, hidden names are mentions.
 */
export function restoreText(written: string): string {
  const text = ESCAPED.test(written) ? unescapeBytes(written) : written;
  return text.replaceAll("\\n", "\n").replace(HIDDEN_NAME, "@user");
}

function unescapeBytes(written: string): string {
  return written.replace(/(?:\\x[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = Uint8Array.from(run.slice(2).split("\\x"), (pair) => Number.parseInt(pair, 16));
    return new TextDecoder().decode(bytes);
  });
}
