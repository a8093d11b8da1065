import { accountContract } from "./accounts.ts";
import { budgetContract } from "./budgets.ts";
import { registerContract } from "./register.ts";

/** Every operation of the module. */
export const accountsContract = { ...accountContract, ...budgetContract, register: registerContract };
