/**
 * JSON as PostgreSQL takes it: without the character NUL and without halves of surrogate pairs, which strangers' texts
 * may hold and jsonb refuses.
 */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\\\|\\u(?:0000|d[89a-f]..)/g, (sequence) =>
    sequence === "\\\\" ? sequence : "",
  );
