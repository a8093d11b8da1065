import type { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine } from "#connectors/ports/failure-of-response.ts";
import { readFile } from "#connectors/ports/read-file.ts";
import { telegramSecrets, telegramSettings } from "./manifest.ts";
import { failureOfRefusal, failureOfStranger } from "./telegram-failure.ts";
import { telegramEnvelope } from "./telegram-shapes.ts";

export interface TelegramCall {
  /** The call says something: a lost answer leaves open whether it was heard. */
  readonly isWrite?: boolean;
  /** Files by the names under which the parameters speak of them. */
  readonly files?: ReadonlyMap<string, File>;
  /** The chat was asked for by its new number already. */
  readonly isMoved?: boolean;
}

export type TelegramClient = ReturnType<typeof telegramClient>;

/** Speaks the Bot API for one bot. Whatever goes wrong is a `ConnectorError`, and none of them holds the token. */
export function telegramClient(access: Access) {
  const settings = telegramSettings.parse(access.settings);
  const { token, webhookSecret } = telegramSecrets.parse(access.secrets);
  const root = settings.apiRoot.replace(/\/+$/, "");

  /** Asks a method, and reads its result by its shape. A group that became a supergroup is asked for by its new id. */
  async function ask<Shape extends z.ZodType>(
    method: string,
    shape: Shape,
    parameters: Readonly<Record<string, unknown>> = {},
    call: TelegramCall = {},
  ): Promise<z.infer<Shape>> {
    const isWrite = call.isWrite ?? false;
    const { answer, text } = await send(method, parameters, call);
    const now = access.now();
    const envelope = telegramEnvelope.safeParse(parsed(text));
    if (!envelope.success)
      throw new ConnectorError(
        failureOfStranger(answer.status, answer.headers, isWrite, now),
        `${method} was answered ${answer.status} by something that is not the Bot API`,
      );
    if (!envelope.data.ok) {
      const newChat = envelope.data.parameters?.migrate_to_chat_id;
      if (newChat !== undefined && parameters["chat_id"] !== undefined && call.isMoved !== true)
        return ask(method, shape, { ...parameters, chat_id: newChat }, { ...call, isMoved: true });
      const failure = failureOfRefusal(envelope.data, answer.headers, {
        isWrite,
        isToOurChat:
          parameters["chat_id"] !== undefined && parameters["chat_id"] === ourChat(settings.publishTo),
        wasProven: access.externalId !== "",
        now,
      });
      throw new ConnectorError(failure, `${method}: ${envelope.data.description ?? answer.status}`);
    }
    const result = shape.safeParse(envelope.data.result);
    if (result.success) return result.data;
    throw new ConnectorError(
      { kind: isWrite ? "unknown" : "retry" },
      `${method} answered with what cannot be read`,
      result.error,
    );
  }

  async function send(
    method: string,
    parameters: Readonly<Record<string, unknown>>,
    { isWrite = false, files }: TelegramCall,
  ): Promise<{ answer: Response; text: string }> {
    try {
      const answer = await access.fetch(`${root}/bot${token}/${method}`, {
        method: "POST",
        signal: access.signal,
        ...(files === undefined
          ? { headers: { "content-type": "application/json" }, body: JSON.stringify(parameters) }
          : { body: formOf(parameters, files) }),
      });
      return { answer, text: await answer.text() };
    } catch (error) {
      const { failure, message } = failureOfLine(error, isWrite);
      // Without the cause: the address in it holds the token.
      throw new ConnectorError(failure, `${method}: ${message.replaceAll(token, "…")}`);
    }
  }

  /** The bytes of a file that `getFile` has made ready. */
  async function download(path: string, mostBytes: number): Promise<Uint8Array> {
    // A server of one's own may name a place on its disk, which is not to be reached from here.
    if (!/^[\w-][\w./-]*$/.test(path) || path.includes(".."))
      throw new ConnectorError(
        { kind: "rejected", reason: "settings" },
        "the file lies on the server's disk",
      );
    try {
      return await readFile(
        await access.fetch(`${root}/file/bot${token}/${path}`, { signal: access.signal }),
        { mostBytes, now: access.now() },
      );
    } catch (error) {
      const { failure, message } = failureOfLine(error, false);
      throw new ConnectorError(failure, `a file: ${message.replaceAll(token, "…")}`);
    }
  }

  return { ask, download, settings, isPushedTo: (webhookSecret ?? "") !== "" };
}

/** A chat of the settings as the Bot API wants it: a number, or a name with "@". */
export function ourChat(said: string | undefined): number | string | undefined {
  if (said === undefined || said === "") return undefined;
  if (/^-?\d+$/.test(said)) return Number(said);
  return said.startsWith("@") ? said : `@${said}`;
}

function formOf(parameters: Readonly<Record<string, unknown>>, files: ReadonlyMap<string, File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) form.set(name, typeof value === "string" ? value : JSON.stringify(value));
  for (const [name, file] of files) form.set(name, file);
  return form;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
