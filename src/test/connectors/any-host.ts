import { lookup } from "node:dns";
import type { Access } from "#connectors/ports/connector.ts";

/** For servers that a test runs itself: every host may be reached, as the system looks it up. */
export const anyHost: Access["permit"] = async () => lookup;
