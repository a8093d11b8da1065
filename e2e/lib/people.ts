import { setTimeout as pause } from "node:timers/promises";
import type { APIRequestContext, Page } from "playwright-core";
import type { Visitor } from "./browser.ts";
import type { DeskProcess } from "./desk-process.ts";

export type Person = { name: string; email: string; password: string };

export const owner: Person = {
  name: "Ratna Wulandari",
  email: "ratna@humas.contoh.go.id",
  password: "pagi cerah di teluk bayur",
};
export const officeName = "Humas Kota Contoh";

/** Sets the desk up without the screen, for journeys about something else. */
export async function setUpDesk(desk: DeskProcess): Promise<void> {
  const token = new URL(desk.setupLink ?? "").searchParams.get("token");
  const answer = await fetch(`${desk.url}/api/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, workspaceName: officeName, ...owner }),
  });
  if (answer.status !== 201) throw new Error(`set-up answered ${answer.status}: ${await answer.text()}`);
}

/** Signs a browser in without the screen. */
export async function signInQuietly({ context }: Visitor, desk: DeskProcess, person = owner): Promise<void> {
  const answer = await context.request.post("/api/auth/sign-in/email", {
    headers: { origin: desk.url },
    data: { email: person.email, password: person.password },
  });
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}: ${await answer.text()}`);
}

/** Signs in as a person does, on the page that is shown. */
export async function signInOnScreen(page: Page, person: Person): Promise<void> {
  await page.getByRole("heading", { name: "Masuk ke meja kerja" }).waitFor();
  await page.getByLabel("Surel").fill(person.email);
  await page.getByRole("textbox", { name: "Kata sandi" }).fill(person.password);
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
}

/** Ends the session by the menu behind the person's initials. */
export async function signOutOnScreen(page: Page, person: Person): Promise<void> {
  await page.getByRole("button", { name: `Menu ${person.name}` }).click();
  await page.getByRole("menuitem", { name: "Keluar" }).click();
  await page.getByRole("heading", { name: "Masuk ke meja kerja" }).waitFor();
}

/** The sample, thousands of headlines that are read and judged, takes its time on a busy machine. */
const answersWithinMs = 120_000;

/** Fills the desk with the sample and waits until all of it is there. */
export async function loadSample(request: APIRequestContext, desk: DeskProcess): Promise<void> {
  await callApi(request, desk, "POST", "/listen/sample", {});
  type Load = { load: { done: number; total: number } | null };
  for (const until = performance.now() + answersWithinMs; performance.now() < until; await pause(250)) {
    const { load } = await callApi<Load>(request, desk, "GET", "/listen/sample");
    if (load !== null && load.done === load.total) return;
  }
  throw new Error("the sample was not there in time");
}

/** Calls an operation of the API with the browser's own session. @throws when it is refused */
export async function callApi<T>(
  request: APIRequestContext,
  desk: DeskProcess,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  data?: unknown,
): Promise<T> {
  const answer = await request.fetch(`/api${path}`, {
    method,
    headers: { origin: desk.url },
    timeout: answersWithinMs,
    ...(data === undefined ? {} : { data }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
  return (await answer.text()) === "" ? (undefined as T) : ((await answer.json()) as T);
}
