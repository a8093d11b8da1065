import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

// Two pages of one address stop the router, and with it every page of the desk.
test("no two pages of the desk, whatever their modules, have the same address", () => {
  const files = globSync(["src/web/index.tsx", "src/modules/*/web/{index.tsx,*-pages.ts}"], {
    cwd: root,
  });
  const addresses = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), "utf8").matchAll(/\bpath: "(\/[^"]*)"/g)].map(
      ([, address]) => address,
    ),
  );
  expect(addresses.length).toBeGreaterThan(30);
  expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
});
