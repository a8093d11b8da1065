import { describeSearch } from "#test/connectors/search-simulator/describe-search.ts";
import { gdeltConnector } from "./gdelt-connector.ts";

describeSearch({
  connector: gdeltConnector,
  handle: () => "gdelt",
  settings: () => ({}),
  secrets: {},
});
