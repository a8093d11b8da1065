import { afterAll, describe, expect, it } from "vitest";
import { resetPassword } from "#platform/workspaces/add-user.ts";
import { type Caller, testDesk } from "#test/desk.ts";
import { testNow } from "#test/factories.ts";
import { announceLive } from "./live-hub.ts";

const test = await testDesk();
afterAll(() => test[Symbol.asyncDispose]());

type OpenStream = { said: string[]; ended: Promise<void>; isEnded: boolean };

/** Opens a live stream and reads it until it ends. */
async function listen(
  caller: Pick<Caller, "call">,
  headers: Record<string, string> = {},
): Promise<OpenStream> {
  const response = await caller.call("GET", "/live", undefined, headers);
  expect(response.status).toBe(200);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const open: OpenStream = { said: [], ended: Promise.resolve(), isEnded: false };
  open.ended = (async () => {
    for (;;) {
      const part = await reader?.read();
      if (part?.value === undefined) break;
      open.said.push(part.value);
    }
    open.isEnded = true;
  })();
  return open;
}

/** Says something in a workspace until a stream that stays open has heard it. */
const reaches = (stream: OpenStream, workspaceId: string, word: string) =>
  expect.poll(async () => {
    await announceLive(test.desk.db, workspaceId, { type: "jobs", word });
    return stream.said.some((text) => text.includes(word));
  });

const userIdOf = async (caller: Caller): Promise<string> =>
  ((await (await caller.call("GET", "/me")).json()) as { id: string }).id;

describe("an open stream", () => {
  it("ends when its owner is removed, and hears nothing said afterwards; a colleague's goes on", async () => {
    const owner = await test.signIn("owner");
    const officer = await test.signIn("officer", owner.workspaceId);
    const [theirs, own] = [await listen(officer), await listen(owner)];
    await reaches(theirs, owner.workspaceId, "before").toBe(true);
    await owner.call("DELETE", `/members/${await userIdOf(officer)}`);
    await theirs.ended;
    await reaches(own, owner.workspaceId, "afterwards").toBe(true);
    expect(own.isEnded).toBe(false);
    expect(theirs.said.join("")).not.toContain("afterwards");
    expect((await officer.call("GET", "/live", undefined, { "gaung-workspace": owner.slug })).status).toBe(
      404,
    );
  });

  it("ends when its owner signs out everywhere", async () => {
    const viewer = await test.signIn("viewer");
    const stream = await listen(viewer);
    await reaches(stream, viewer.workspaceId, "before").toBe(true);
    expect((await viewer.call("POST", "/auth/revoke-sessions", {})).status).toBe(200);
    await stream.ended;
  });

  it("ends when its owner's password is reset at the command line", async () => {
    const viewer = await test.signIn("viewer");
    const stream = await listen(viewer);
    await reaches(stream, viewer.workspaceId, "before").toBe(true);
    const { email } = (await (await viewer.call("GET", "/me")).json()) as { email: string };
    const random = (size: number) => Buffer.alloc(size, 7);
    await resetPassword({ db: test.desk.db, now: () => testNow, random }, { email });
    await stream.ended;
  });

  it("of an API key ends when the key is revoked", async () => {
    const owner = await test.signIn("owner");
    const made = await owner.call("POST", "/api-keys", { name: "Papan", scopes: ["mentions.read"] });
    const { id, secret } = (await made.json()) as { id: string; secret: string };
    const stream = await listen(test.nobody, { authorization: `Bearer ${secret}` });
    await reaches(stream, owner.workspaceId, "before").toBe(true);
    await owner.call("DELETE", `/api-keys/${id}`);
    await stream.ended;
  });

  it("goes on when a colleague's role changes, with everything that was said meanwhile", async () => {
    const owner = await test.signIn("owner");
    const officer = await test.signIn("officer", owner.workspaceId);
    const stream = await listen(officer);
    await reaches(stream, owner.workspaceId, "before").toBe(true);
    const changed = await owner.call("PATCH", `/members/${await userIdOf(officer)}`, { role: "viewer" });
    expect(changed.status).toBe(200);
    await announceLive(test.desk.db, owner.workspaceId, { type: "jobs", word: "once" });
    await expect.poll(() => stream.said.filter((text) => text.includes("once")).length).toBe(1);
    expect(stream.isEnded).toBe(false);
  });
});
