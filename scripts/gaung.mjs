#!/usr/bin/env node
/** The way in for `npx gaung …` inside the checkout. */
import { prepareAndRun } from "./lib/prepare.mjs";

await prepareAndRun(process.argv.slice(2), true);
