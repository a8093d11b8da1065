/**
 * What an element's `lang` may say of a text (BCP 47): its language, or nothing where it is unknown or there are several
 * in it, so that a reader's voice stays with that of the page.
 */
export const langOf = (language: string): string | undefined =>
  /^[a-z]{2,3}$/.test(language) && language !== "und" && language !== "mul" ? language : undefined;
