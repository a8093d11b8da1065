import { useEffect, useRef } from "react";
import { createStore, useStore } from "../store.ts";
import { currentWorkspace } from "./workspace-choice.ts";

/** What the live stream says: `type` names it, the rest is the module's own (its contract knows the shape). */
export type LiveEvent = { type: string; [field: string]: unknown };
type Handler = (event: LiveEvent) => void;

const handlers = new Set<Handler>();
const state = createStore<"off" | "connecting" | "open">("off");
const reopenAfterMs = 5000;
let source: EventSource | undefined;
let reopening: ReturnType<typeof setTimeout> | undefined;

function readEvent(data: unknown): LiveEvent | undefined {
  try {
    const event: unknown = JSON.parse(String(data));
    return typeof event === "object" && event !== null && "type" in event && typeof event.type === "string"
      ? (event as LiveEvent)
      : undefined;
  } catch {
    return undefined;
  }
}

function open(): void {
  if (source !== undefined || handlers.size === 0) return;
  const workspace = currentWorkspace();
  const address =
    workspace === undefined ? "/api/live" : `/api/live?workspace=${encodeURIComponent(workspace)}`;
  state.set("connecting");
  source = new EventSource(address);
  source.onopen = () => state.set("open");
  source.onmessage = (message) => {
    const event = readEvent(message.data);
    if (event !== undefined) for (const handler of [...handlers]) handler(event);
  };
  source.onerror = () => {
    state.set("connecting");
    // The browser reconnects by itself after a broken line, but gives up after a refusal: then we try again slowly.
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    reopening = setTimeout(open, reopenAfterMs);
  };
}

function close(): void {
  clearTimeout(reopening);
  source?.close();
  source = undefined;
  state.set("off");
}

/** Starts the stream afresh, for another workspace or another person. */
export function restartLive(): void {
  close();
  open();
}

/** Calls `handler` for every live event while the component is shown. All components share one connection. */
export function useLive(handler: Handler): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    const call: Handler = (event) => latest.current(event);
    handlers.add(call);
    open();
    return () => {
      handlers.delete(call);
      if (handlers.size === 0) close();
    };
  }, []);
}

/** Whether live news is coming in: `open`, or `connecting` after the line broke. */
export const useLiveState = () => useStore(state);
