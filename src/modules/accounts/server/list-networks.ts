import type { Connector } from "#connectors/ports/connector.ts";
import type { Ability, ConnectWay as NetworkWay } from "#connectors/ports/manifest.ts";
import { connectors } from "#connectors/registry.ts";
import type { ConnectWay, Network, NetworkAbility } from "../contract/accounts.ts";
import { fieldsOf } from "./form-fields.ts";
import { callbackOf, isKnowable } from "./program/program-addresses.ts";

/** A PR officer sees which networks there are, what each can and cannot do, and how an account is connected. */
export function listNetworks(deskUrl: string): { items: Network[]; callback: string } {
  const callback = callbackOf(deskUrl);
  return {
    items: connectors.map((connector) => networkOf(connector, { callback, isKnowable: isKnowable(deskUrl) })),
    callback,
  };
}

/** Where the desk is, and whether networks can fetch from it what it says of itself. */
type Places = { callback: string; isKnowable: boolean };

function networkOf({ manifest, webhook }: Connector, places: Places): Network {
  const { abilities, limits } = manifest;
  return {
    key: manifest.key,
    name: manifest.name,
    sign: manifest.sign,
    summary: manifest.summary,
    abilities: {
      listen: abilitiesOf(abilities.listen),
      inbox: abilitiesOf(abilities.inbox),
      publish: abilitiesOf(abilities.publish),
      insights: abilitiesOf(abilities.insights),
    },
    limits: {
      counter: limits.counter,
      mostLength: limits.mostLength,
      mostLengthWithMedia: limits.mostLengthWithMedia ?? null,
      mostBytes: limits.mostBytes ?? null,
      media: limits.media.map(({ kind, mediaTypes, mostBytes, most }) => ({
        ...{ kind, mediaTypes: [...mediaTypes], mostBytes, most },
      })),
    },
    quotas: [...manifest.quotas],
    costs: [...manifest.costs],
    metrics: Object.values(manifest.metrics),
    isPaid: manifest.costs.length > 0,
    searchMicroUsd: manifest.costs.find(({ what }) => what === "search")?.microUsd ?? null,
    isManyServers: manifest.isManyServers ?? false,
    hasWebhook: webhook?.secretField !== undefined,
    ways: manifest.ways
      .map((way) => wayOf(way, places))
      // What cannot be done from this desk comes last.
      .toSorted((one, other) => Number(other.isOpen) - Number(one.isOpen)),
    docs: [...manifest.docs],
    checkedOn: manifest.checkedOn,
    isForTrying: manifest.isForTrying ?? false,
  };
}

const abilitiesOf = (abilities: Readonly<Record<string, Ability>>): Record<string, NetworkAbility> =>
  Object.fromEntries(
    Object.entries(abilities).map(([name, ability]) => [
      name,
      { can: ability.can, words: ability.can ? (ability.note ?? null) : ability.why },
    ]),
  );

/** Each account has a webhook address of its own, which is known once it is connected. */
const webhookWords = {
  id: "alamat webhook akun ini (tampil di halaman Kiriman webhook sesudah terhubung)",
  en: "this account's webhook address (it stands on the page Webhook deliveries once connected)",
};

function wayOf(way: NetworkWay, { callback, isKnowable }: Places): ConnectWay {
  const placed = ({ id, en }: { id: string; en: string }) => ({
    id: id.replaceAll("{callback}", callback).replaceAll("{webhook}", webhookWords.id),
    en: en.replaceAll("{callback}", callback).replaceAll("{webhook}", webhookWords.en),
  });
  return {
    key: way.key,
    kind: way.kind,
    name: way.name,
    place: way.place ?? null,
    isOpen: way.needsAddress !== true || isKnowable,
    asksForCallback: way.steps.some(({ id }) => id.includes("{callback}")),
    steps: way.steps.map(placed),
    fields: [
      ...fieldsOf(way.settings, way.words, "settings"),
      ...fieldsOf(way.secrets, way.words, "secrets"),
    ],
    scopes: [...way.scopes],
  };
}
