import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Trouble } from "../rehearsal.ts";
import { readBotContract } from "./bot-contract.ts";
import { botMethods, type Parameters, Refusal } from "./bot-methods.ts";
import { emptyTelegram, type SimulatedTelegram } from "./simulated-chats.ts";

/** How often a waiting question looks whether there is news. */
const glanceMs = 20;

export interface TelegramSimulator {
  readonly address: string;
  readonly token: string;
  readonly network: SimulatedTelegram;
  /** What goes wrong next, one call after the other. */
  readonly troubles: Trouble[];
  /** Answers that take the place of the next ones, as raw bodies. */
  readonly foreignAnswers: { readonly status: number; readonly body: string }[];
  /** What was asked, and what was not as the contract has it; the latter empty where the contract is not at hand. */
  readonly calls: { readonly method: string; readonly parameters: Parameters }[];
  readonly offences: string[];
  readonly close: () => Promise<void>;
}

/** A Bot API server on the loopback, in whose chats a test plays the world. Each call and each answer is held to the contract. */
export async function openTelegramSimulator(now: () => Date): Promise<TelegramSimulator> {
  const token = "7000000001:AAsimulated_token_of_a_bot";
  const network = emptyTelegram();
  const contract = readBotContract();
  const methods = new Map<string, (parameters: Parameters) => unknown>(
    Object.entries(botMethods(network, now)),
  );
  const [troubles, foreignAnswers, calls, offences]: [
    Trouble[],
    TelegramSimulator["foreignAnswers"],
    TelegramSimulator["calls"],
    string[],
  ] = [[], [], [], []];
  const app = new Hono();

  app.post("/:bot/:method", async (c) => {
    const method = c.req.param("method");
    const foreign = foreignAnswers.shift();
    if (foreign) return new Response(foreign.body, { status: foreign.status });
    const trouble = troubles.shift();
    const spoilt = trouble && spoiltAnswer(c, trouble);
    if (spoilt) return spoilt;
    if (c.req.param("bot") !== `bot${token}`) return refusal(new Refusal(401, "Unauthorized"));
    const parameters = await parametersOf(c.req.raw);
    calls.push({ method, parameters });
    offences.push(...(contract?.offencesOfCall(method, parametersAsDeclared(parameters)) ?? []));
    try {
      const result = await answerTo(method, parameters, c.req.raw.signal);
      offences.push(...(contract?.offencesOfResult(method, result) ?? []));
      if (trouble?.kind === "answer_lost") return new Response('{"ok":true,"resu', { status: 200 });
      return c.json({ ok: true, result });
    } catch (error) {
      if (error instanceof Refusal) return refusal(error);
      throw error;
    }
  });

  app.get("/file/:bot/documents/:id", (c) => {
    const bytes = network.files.get(c.req.param("id"));
    return c.req.param("bot") === `bot${token}` && bytes
      ? c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" })
      : c.json({ ok: false, error_code: 404, description: "Not Found" }, 404);
  });

  async function answerTo(method: string, parameters: Parameters, signal: AbortSignal): Promise<unknown> {
    const known = methods.get(method);
    if (!known) throw new Refusal(404, "Not Found");
    const waitsUntil = performance.now() + 1_000 * Number(parameters["timeout"] ?? 0);
    for (;;) {
      const result: unknown = known(parameters);
      const isNews = method !== "getUpdates" || (Array.isArray(result) && result.length > 0);
      if (isNews || signal.aborted || performance.now() >= waitsUntil) return result;
      await pause(glanceMs);
    }
  }

  const { promise: port, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (at) => resolve(at.port));
  return {
    address: `http://127.0.0.1:${await port}`,
    token,
    network,
    troubles,
    foreignAnswers,
    calls,
    offences,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function spoiltAnswer(c: Context, trouble: Trouble): Response | undefined {
  if (trouble.kind === "html")
    return c.html("<!doctype html><title>Perawatan</title><h1>Sedang dirawat</h1>");
  if (trouble.kind === "server_error") return refusal(new Refusal(500, "Internal Server Error"));
  if (trouble.kind === "answer_lost") return undefined;
  const seconds = trouble.retryAfterSeconds;
  return seconds === null
    ? refusal(new Refusal(429, "Too Many Requests"))
    : refusal(new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }));
}

const refusal = ({ code, message, parameters }: Refusal): Response =>
  new Response(JSON.stringify({ ok: false, error_code: code, description: message, parameters }), {
    status: code,
    headers: { "content-type": "application/json" },
  });

/** As JSON, or as a form whose fields other than texts and files are JSON. */
async function parametersOf(request: Request): Promise<Parameters> {
  if (!(request.headers.get("content-type") ?? "").startsWith("multipart/form-data"))
    return z.record(z.string(), z.unknown()).parse(await request.json());
  const fields = [...(await request.formData())].map(([name, value]) => [name, unwrapped(value)] as const);
  return Object.fromEntries(fields);
}

function unwrapped(value: string | File): unknown {
  if (typeof value !== "string" || !/^([[{]|true$|false$|-?\d+$)/.test(value)) return value;
  return JSON.parse(value);
}

/** Attached files come under names that no contract has. */
const parametersAsDeclared = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => !/^file\d+$/.test(name)));
