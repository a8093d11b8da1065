import { currentLocale } from "../i18n/start-i18n.ts";
import { offlineProblem, problemOf } from "./problem-error.ts";
import { currentWorkspace } from "./workspace-choice.ts";

/** Headers of every call: which workspace, and which language the answer's sentences should be in. */
export function deskHeaders(): Record<string, string> {
  const workspace = currentWorkspace();
  return {
    "Accept-Language": currentLocale(),
    ...(workspace === undefined ? {} : { "Gaung-Workspace": workspace }),
  };
}

/** Fetches and throws a ProblemError for anything but success: `offline` when no answer came. */
export async function request(input: Request | string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(input, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw offlineProblem();
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}
