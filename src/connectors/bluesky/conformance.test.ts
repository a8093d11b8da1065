import { openSimulatedRehearsal } from "#test/connectors/bluesky-simulator/open-simulated-rehearsal.ts";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import { blueskyConnector } from "./bluesky-connector.ts";

describeConformance(blueskyConnector, openSimulatedRehearsal);
