const ASCII = /^[\t\n\r -~]*$/;
const DECIMAL = /^\p{Nd}$/u;
const INVISIBLE = /^[\p{Cf}\p{M}]$/u;
const SPACE = /^\p{Zs}$/u;
const DASH = /^[\p{Pd}−]$/u;
const FOREIGN = /[^\0-\x7f]/gu;
/** Forms of characters that texts have had; a few hundred make up nearly all of them. */
const formsMet = new Map<string, string>();
const mostForms = 4096;
/** Stands for what is not seen, so that every other unit keeps its place. */
const nothing = "\u2060";

/**
 * A text of the same length in which digits of every script, full-width letters, dashes and spaces have their ASCII
 * form, and what is invisible is U+2060: whoever writes a number so that no pattern finds it is found all the same.
 */
export function plainUnits(text: string): string {
  if (ASCII.test(text)) return text;
  return text.replace(FOREIGN, (character) => {
    const known = formsMet.get(character);
    if (known !== undefined) return known;
    const form = plainForm(character.codePointAt(0) ?? 0).padEnd(character.length, nothing);
    if (formsMet.size < mostForms) formsMet.set(character, form);
    return form;
  });
}

function plainForm(point: number): string {
  if (point >= 0xff01 && point <= 0xff5e) return String.fromCharCode(point - 0xfee0);
  const character = String.fromCodePoint(point);
  if (DECIMAL.test(character)) return String(decimalValue(point));
  if (INVISIBLE.test(character)) return nothing;
  if (SPACE.test(character)) return " ";
  if (DASH.test(character)) return "-";
  return point > 0xffff ? "\ufffd\ufffd" : character;
}

/** Unicode keeps the ten digits of a script together; the mathematical ones stand in five rows without a gap. */
function decimalValue(point: number): number {
  if (point >= 0x1d7ce && point <= 0x1d7ff) return (point - 0x1d7ce) % 10;
  let value = 0;
  while (value < 9 && DECIMAL.test(String.fromCodePoint(point - value - 1))) value += 1;
  return value;
}
