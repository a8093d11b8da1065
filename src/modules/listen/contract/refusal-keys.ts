/**
 * Why a row of an imported file was not stored. Each has a sentence `refusal.<key>` in the server's messages (it is
 * written into the file of refused rows) and `imports.refusal.<key>` on the screens. Values: field, value.
 */
export const refusalKeys = [
  // The row itself. Field "row"; value: the beginning of what stands in the file.
  /** A quotation mark is opened and never closed. */
  "quotes",
  "too_long",
  /** More cells than the table has columns: a separator stands unquoted in a text. */
  "too_many_cells",
  "not_json",
  "not_an_object",
  // A field.
  /** Nothing in a field that every mention needs: publishedAt, or outlet where nothing else tells it. */
  "missing",
  /** Neither title nor text. Field "text". */
  "no_words",
  "date_unreadable",
  /** More than two days ahead. */
  "date_future",
  /** Before 1900, or the first second of 1970, which stands for "unknown" in many programs. */
  "date_implausible",
  "url_unreadable",
  "number_unreadable",
  "channel_unknown",
  "language_unknown",
  /** A spreadsheet has rounded the id (1.86754E+18): it is somebody else's now. */
  "id_rounded",
  "value_too_long",
] as const;
export type RefusalKey = (typeof refusalKeys)[number];
