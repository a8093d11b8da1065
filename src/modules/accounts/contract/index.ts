import { accountContract } from "./accounts.ts";
import { registerContract } from "./register.ts";

/** Every operation of the module. */
export const accountsContract = { ...accountContract, register: registerContract };
