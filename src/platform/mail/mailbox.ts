import { isMailAddress, type MailAddress } from "./mail-message.ts";

/** `Humas Kota <humas@kota.go.id>` or a bare address. @returns undefined for anything else */
export function readMailbox(text: string): MailAddress | undefined {
  const named = /^\s*"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>\s*$/u.exec(text);
  const address = (named?.[2] ?? text).trim();
  const name = named?.[1]?.trim() ?? "";
  if (!isMailAddress(address)) return undefined;
  return name === "" ? { address } : { address, name };
}
