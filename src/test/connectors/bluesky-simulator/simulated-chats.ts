import type {
  SimulatedAccount,
  SimulatedChat,
  SimulatedMessage,
  SimulatedNetwork,
} from "./simulated-network.ts";

const nextRev = (network: SimulatedNetwork): string => {
  network.serial += 1;
  return `2${String(network.serial).padStart(12, "0")}`;
};

/** The chat of these two; opened where there is none. */
export function chatBetween(network: SimulatedNetwork, ...members: SimulatedAccount[]): SimulatedChat {
  const known = network.chats.find(
    (chat) => chat.members.length === members.length && members.every((one) => chat.members.includes(one)),
  );
  if (known) return known;
  const chat = { id: `3chat${nextRev(network)}`, members, messages: [] };
  network.chats.push(chat);
  return chat;
}

/** Somebody writes into a chat. */
export function writeSimulated(
  network: SimulatedNetwork,
  chat: SimulatedChat,
  sender: SimulatedAccount,
  text: string,
): SimulatedMessage {
  const rev = nextRev(network);
  const message = { id: `3m${rev}`, rev, sender, text, sentAt: network.now() };
  chat.messages.push(message);
  network.chatLog.push({ rev, kind: "create", chat, message, onlyFor: null });
  return message;
}

/** Somebody takes a message out of their own view; the others keep it. */
export function hideSimulated(
  network: SimulatedNetwork,
  chat: SimulatedChat,
  message: SimulatedMessage,
  onlyFor: SimulatedAccount,
): void {
  network.chatLog.push({ rev: nextRev(network), kind: "delete", chat, message, onlyFor });
}
