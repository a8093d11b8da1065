const THOUSANDS = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const NUMBER_HEAD = /^\d[\d.,]*\d/;

/**
 * One form for a written number, Indonesian or English: "10.000" and "10,000" become "10000", "1,5" becomes "1.5",
 * "1.234.567,89" becomes "1234567.89". Three digits after a single separator are read as thousands. A unit that is
 * written against the number stays ("1,5jt" becomes "1.5jt").
 */
export function numberForm(written: string): string {
  const head = NUMBER_HEAD.exec(written)?.[0];
  if (head === undefined) return written;
  if (!THOUSANDS.test(head)) return head.replaceAll(",", ".") + written.slice(head.length);
  const decimalAt = Math.max(head.lastIndexOf("."), head.lastIndexOf(","));
  const mark = head.charAt(decimalAt);
  const hasDecimals = head.indexOf(mark) === decimalAt && /[.,]/.test(head.slice(0, decimalAt));
  const whole = (hasDecimals ? head.slice(0, decimalAt) : head).replace(/[.,]/g, "");
  return whole + (hasDecimals ? `.${head.slice(decimalAt + 1)}` : "") + written.slice(head.length);
}
