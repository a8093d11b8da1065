import { ROLES } from "./role-words.ts";

/** An office: its standard name, one way of writing it, and whether what follows belongs to its name. */
export type Role = { title: string; written: string; takesField: boolean };

/** Every way of writing every office of `role-words.ts`. */
export function readRoles(): Role[] {
  return ROLES.trim()
    .split("\n")
    .flatMap((line) => {
      const takesField = line.startsWith("+ ");
      const [title = "", others = ""] = (takesField ? line.slice(2) : line).split(":");
      const ways = [title, ...others.split(",").map((way) => way.trim())];
      return ways.filter((way) => way !== "").map((written) => ({ title, written, takesField }));
    });
}
