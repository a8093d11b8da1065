import type { Account, Network } from "#modules/accounts/contract/accounts.ts";
import { callsOfMonth } from "#modules/accounts/contract/budgets.ts";
import { NetworkQuery } from "../../contract/network-query.ts";

/** What a network may be asked for, in the order in which it is offered. */
export const listenWays = ["words", "hashtag", "author", "mention", "domain", "link", "stream"] as const;
export type ListenWay = (typeof listenWays)[number];

/** What somebody filled in: the value of the chosen way, and what only some ways have. */
export type NetworkWish = {
  way: ListenWay;
  value: string;
  server: string;
  /** Of words, where a program has set it: the form leaves it as it is. */
  language?: string | undefined;
};

/** Accounts of networks that can be listened to in some way, with their networks. */
export function listeningAccounts(
  accounts: readonly Account[],
  networks: readonly Network[],
): { account: Account; network: Network }[] {
  return accounts.flatMap((account) => {
    const network = networks.find(({ key }) => key === account.network);
    const canListen = Object.values(network?.abilities.listen ?? {}).some(({ can }) => can);
    return network && canListen ? [{ account, network }] : [];
  });
}

/** The query that a wish stands for; null for the stream, undefined while it is not whole. */
export function queryOf({ way, value, server, language }: NetworkWish): NetworkQuery | null | undefined {
  if (way === "stream") return null;
  const fields = {
    words: { words: value, ...(language === undefined ? {} : { language }) },
    hashtag: { tag: value, ...(server.trim() === "" ? {} : { server }) },
    author: { author: value },
    mention: { of: value },
    domain: { domain: value },
    link: { url: value.trim() },
  };
  return NetworkQuery.safeParse({ by: way, ...fields[way] }).data;
}

/** What is filled in for a query that is there already. */
export function wishOf(query: NetworkQuery): NetworkWish & { way: Exclude<ListenWay, "stream"> } {
  const empty = { value: "", server: "" };
  switch (query.by) {
    case "words":
      return { ...empty, way: "words", value: query.words, language: query.language };
    case "hashtag":
      return { way: "hashtag", value: `#${query.tag}`, server: query.server ?? "" };
    case "author":
      return { ...empty, way: "author", value: query.author };
    case "mention":
      return { ...empty, way: "mention", value: query.of };
    case "domain":
      return { ...empty, way: "domain", value: query.domain };
    case "link":
      return { ...empty, way: "link", value: query.url };
  }
}

/** What asking so often comes to in a month: questions, and US dollars. */
export const costOfMonth = (searchMicroUsd: number, intervalMinutes: number) => {
  const calls = callsOfMonth(intervalMinutes);
  return { calls, usd: (calls * searchMicroUsd) / 1_000_000 };
};
