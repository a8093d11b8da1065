import { accountContract } from "./accounts.ts";

/** Every operation of the module. */
export const accountsContract = { ...accountContract };
