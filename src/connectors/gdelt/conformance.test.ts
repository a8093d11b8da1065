import { describeSearch } from "#test/connectors/search-simulator/describe-search.ts";
import { gdeltConnector } from "./gdelt-connector.ts";

describeSearch({
  connector: gdeltConnector,
  handle: () => "gdeltproject.org",
  settings: () => ({}),
  secrets: {},
});
