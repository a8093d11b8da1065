import { expect, it } from "vitest";
import { anyHost } from "#test/connectors/any-host.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import type { Rehearsal } from "#test/connectors/rehearsal.ts";
import { manualConnector } from "./manual-connector.ts";

const nothingThere = async (): Promise<never> => {
  throw new Error("a place by hand is asked nothing");
};

const access = (settings: object) => ({
  way: "name",
  settings,
  secrets: {},
  externalId: "",
  fetch: nothingThere,
  stream: nothingThere,
  permit: anyHost,
  now: () => new Date(),
  signal: new AbortController().signal,
});
const settings = { place: "Instagram", handle: "@humaskota", url: "https://www.instagram.com/HumasKota/" };

describeConformance(
  manualConnector,
  async (): Promise<Rehearsal> => ({
    handle: "humaskota",
    access: () => access(settings),
    someoneSays: nothingThere,
    countPosts: nothingThere,
    close: async () => undefined,
  }),
);

it("hands everything that is to be said to a person, and asks nobody", async () => {
  const { publish, identify } = manualConnector.open(access(settings));
  const statement = { text: "Loket buka", media: [], options: {} };
  expect(await failureOf(async () => publish?.send(statement, "m"))).toEqual({ kind: "by_hand" });
  expect(await publish?.lookUp(statement, "m", new Date())).toEqual({ found: "cannot_tell" });
  expect(await identify()).toMatchObject({ externalId: "https://www.instagram.com/humaskota" });
});

it("is not named without its address", async () => {
  const { identify } = manualConnector.open(access({ place: "Instagram" }));
  expect(await failureOf(identify)).toEqual({ kind: "rejected", reason: "settings" });
});
