import { blueskyConnector } from "./bluesky/bluesky-connector.ts";
import { braveConnector } from "./brave/brave-connector.ts";
import { emailConnector } from "./email/email-connector.ts";
import { fakeConnector } from "./fake/fake-connector.ts";
import { fediverseConnector } from "./fediverse/fediverse-connector.ts";
import { gdeltConnector } from "./gdelt/gdelt-connector.ts";
import { ghostConnector } from "./ghost/ghost-connector.ts";
import { googleNewsConnector } from "./google-news/google-news-connector.ts";
import { manualConnector } from "./manual/manual-connector.ts";
import type { Connector } from "./ports/connector.ts";
import { searxngConnector } from "./searxng/searxng-connector.ts";
import { telegramConnector } from "./telegram/telegram-connector.ts";
import { wordpressConnector } from "./wordpress/wordpress-connector.ts";

/** Every network, in the order in which they are offered. A new one is a folder and a line here. */
export const connectors: readonly Connector[] = [
  fakeConnector,
  blueskyConnector,
  fediverseConnector,
  telegramConnector,
  emailConnector,
  wordpressConnector,
  ghostConnector,
  manualConnector,
  braveConnector,
  searxngConnector,
  gdeltConnector,
  googleNewsConnector,
];

/** @throws RangeError for a network that this version does not know */
export function connectorOf(key: string): Connector {
  const connector = connectors.find(({ manifest }) => manifest.key === key);
  if (!connector) throw new RangeError(`no network is called ${key}`);
  return connector;
}
