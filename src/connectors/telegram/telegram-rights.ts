import type { TelegramMember } from "./telegram-shapes.ts";

/**
 * What the bot may do in a chat, by Telegram's names; null when it may not speak there. In channels only administrators
 * with `can_post_messages` may, in groups every member who is not silenced.
 */
export function rightsOf(member: TelegramMember): string[] | null {
  const { status, can_post_messages: canPost, can_send_messages: canSend } = member;
  if (status === "left" || status === "kicked" || canPost === false) return null;
  if (status === "restricted" && canSend !== true) return null;
  return Object.entries(member).flatMap(([name, has]) =>
    name.startsWith("can_") && name !== "can_be_edited" && has === true ? [name] : [],
  );
}
