#!/usr/bin/env node
/**
 * The way in for the npm scripts, on any Node from 18: brings Node 24, the packages and the built desk into this
 * folder if they are not there, then runs `demo`, `start`, `test`, `check`, `bench`, `faults`, `train`,
 * `scores` or `build`.
 */
import { prepareAndRun } from "./lib/prepare.mjs";

await prepareAndRun(process.argv.slice(2), false);
