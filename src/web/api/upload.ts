import { offlineProblem, ProblemError } from "./problem-error.ts";
import { deskHeaders } from "./request.ts";

export type StoredFile = { id: string; name: string; bytes: number; mediaType: string };

/** What a file is brought for; the server takes pictures and PDF for the one, tables for the other. */
export type FilePurpose = "attachment" | "import";

/**
 * Sends a file's bytes as they are. `progress` hears the bytes sent so far; `signal` stops it. Uses XMLHttpRequest
 * because fetch cannot report how much of a body has been sent.
 */
export function uploadFile(
  file: File,
  options: { purpose: FilePurpose; progress?: (sent: number) => void; signal?: AbortSignal },
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", `/api/files?${new URLSearchParams({ name: file.name, purpose: options.purpose })}`);
    for (const [name, value] of Object.entries(deskHeaders())) call.setRequestHeader(name, value);
    call.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    call.upload.onprogress = (event) => options.progress?.(event.loaded);
    call.onerror = () => reject(offlineProblem());
    call.onabort = () => reject(new DOMException("Upload stopped", "AbortError"));
    call.onload = () => {
      const body = readJson(call.responseText);
      if (call.status >= 200 && call.status < 300) resolve(body as StoredFile);
      else reject(new ProblemError(call.status, body, call.getResponseHeader("x-request-id") ?? undefined));
    };
    options.signal?.addEventListener("abort", () => call.abort(), { once: true });
    call.send(file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
