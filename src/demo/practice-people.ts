import { setTimeout as pause } from "node:timers/promises";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { type DemoWords, demoThanks, demoWords } from "./demo-words.ts";

export type PracticePeople = {
  /** `127.0.0.1:port`: the desk must be allowed to go there. */
  host: string;
  /** How the office's account on the practice network is connected. */
  account: { settings: Record<string, unknown>; secrets: Record<string, unknown> };
  /** Lets people speak. */
  begin(): void;
  stop(): Promise<void>;
};

/** Between two things that somebody says. Real milliseconds: so long a visitor looks at a screen. */
const betweenMs = 25_000;
/** Who was answered says thank you after a while. */
const thanksMs = 8_000;
const lookMs = 2_000;
/** So often somebody likes what the office has said in public, until so many have. */
const likeMs = 4_000;
const mostLikes = 380;

/**
 * The people of the demo: citizens on the practice network who speak to the office, a few at once and others while a
 * visitor watches, and who answer when they are answered. All of them and all they say is invented.
 * @param place where the network is kept between two runs, and its port; any free one when it is taken
 */
export async function startPracticePeople(
  now: () => Date,
  place: { port: number; file: string },
): Promise<PracticePeople> {
  const network = await serveFakeNetwork(now, place).catch(() =>
    serveFakeNetwork(now, { ...place, port: 0 }),
  );
  const us = openAccount(network.network, "humas.contoh", "Humas Contoh", 1_240);
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const control = async (act: Readonly<Record<string, unknown>>): Promise<void> => {
    await fetch(`${network.address}/control`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
      signal: stopping.signal,
    });
  };

  const say = async ({
    handle,
    name,
    text,
    replyTo,
    isPrivate,
  }: DemoWords & { replyTo?: string }): Promise<void> => {
    openAccount(network.network, handle, name);
    await control({
      ...{ act: "say", handle, text, replyTo },
      ...(isPrivate === true && { isPrivate: "true" }),
    });
  };
  const isSaid = (text: string): boolean => network.network.posts.some((post) => post.text === text);

  async function speak(): Promise<void> {
    const [first, later] = [demoWords.slice(0, 4), demoWords.slice(4)];
    for (const words of first) if (!isSaid(words.text)) await say(words);
    for (const words of later) {
      if (isSaid(words.text)) continue;
      await pause(betweenMs, undefined, { signal: stopping.signal });
      await say(words);
    }
  }

  /** Whoever was answered says a word of thanks, once in each thread. */
  async function thank(): Promise<void> {
    for (let turn = 0; ; ) {
      await pause(lookMs, undefined, { signal: stopping.signal });
      const { posts, accounts } = network.network;
      const answered = posts.find(
        ({ authorId, replyTo, rootId }) =>
          authorId === us.id &&
          replyTo !== null &&
          posts.every((post) => post.replyTo === null || post.rootId !== rootId || post.authorId === us.id),
      );
      const citizen = accounts.find(
        ({ id }) => id === posts.find((post) => post.id === answered?.replyTo)?.authorId,
      );
      if (!answered || !citizen) continue;
      await pause(thanksMs, undefined, { signal: stopping.signal });
      const text = demoThanks[turn % demoThanks.length] ?? "";
      turn += 1;
      await say({ handle: citizen.handle, name: citizen.name, text, replyTo: answered.id });
    }
  }

  /** What the office says of itself is liked: fast at first, then ever more slowly, as it goes. */
  async function like(): Promise<void> {
    for (;;) {
      await pause(likeMs, undefined, { signal: stopping.signal });
      const { posts } = network.network;
      for (const { id, authorId, replyTo, visibility, isRemoved, likes } of posts) {
        if (authorId !== us.id || replyTo !== null || visibility !== "public" || isRemoved) continue;
        const times = Math.ceil((mostLikes - likes) / 40);
        if (times > 0) await control({ act: "like", id, times });
      }
    }
  }

  const untilStopped = (done: Promise<void>): Promise<void> =>
    done.catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    });

  return {
    host: new URL(network.address).host,
    account: { settings: { server: network.address }, secrets: { token: us.token } },
    begin() {
      running = Promise.all([untilStopped(speak()), untilStopped(thank()), untilStopped(like())]).then(
        () => undefined,
      );
    },
    async stop() {
      stopping.abort();
      await running.catch(() => undefined);
      await network.stop();
    },
  };
}
