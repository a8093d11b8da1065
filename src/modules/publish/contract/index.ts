import { checkContract } from "./checks.ts";
import { draftContract } from "./drafts.ts";
import { variantContract } from "./variants.ts";

/** Every operation of the module. */
export const publishContract = { ...draftContract, ...variantContract, ...checkContract };
