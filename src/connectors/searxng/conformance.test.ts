import { describeSearch } from "#test/connectors/search-simulator/describe-search.ts";
import { searxngConnector } from "./searxng-connector.ts";

describeSearch({
  connector: searxngConnector,
  handle: (address) => new URL(address).host,
  settings: (server) => ({ server }),
  secrets: {},
});
