/** Where mail programs begin the message that is answered, in the HTML that they write. */
const quotations = [
  /<blockquote[^>]{0,200}\btype\s*=\s*["']?cite/i,
  /<div[^>]{0,200}\bclass\s*=\s*["'][^"']{0,100}\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra)\b/i,
  /<div[^>]{0,200}\bid\s*=\s*["']?(?:divRplyFwdMsg|x_divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)\b/i,
  /<div[^>]{0,200}\bstyle\s*=\s*["'][^"']{0,200}border-top\s*:\s*solid\s+#[a-f\d]{6}\s+1\.0pt/i,
];

/** What stands at the head of a message that is passed on, within so much of it. */
const passedOn = /forwarded message|pesan terusan|begin forwarded|pesan yang diteruskan/i;
const passedOnWithin = 1_000;

/**
 * Parts a mail's HTML where the quotation begins, by the marks of Gmail, Outlook, Apple, Yahoo and Thunderbird; the second
 * part is empty where there is none, and where the message is passed on.
 */
export function splitHtmlQuote(html: string): [own: string, quoted: string] {
  const starts = quotations.map((mark) => html.search(mark)).filter((at) => at >= 0);
  if (starts.length === 0) return [html, ""];
  const at = Math.min(...starts);
  if (passedOn.test(html.slice(at, at + passedOnWithin))) return [html, ""];
  return [html.slice(0, at), html.slice(at)];
}
