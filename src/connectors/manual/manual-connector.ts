import type { Connector, Identity, OpenConnector } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { manualManifest, manualSettings } from "./manifest.ts";

/** Any place without an interface: what is to be said there is handed to a person. It asks nobody anything. */
export const manualConnector: Connector = {
  manifest: manualManifest,
  open(access) {
    return {
      async identify(): Promise<Identity> {
        const read = manualSettings.safeParse(access.settings);
        if (!read.success)
          throw new ConnectorError(
            { kind: "rejected", reason: "settings" },
            "the account's form is incomplete",
          );
        const { place, handle, url } = read.data;
        return {
          externalId: url.toLowerCase().replace(/\/+$/, ""),
          handle: handle.replace(/^@/, ""),
          name: place,
          url,
          scopes: [],
          expiresAt: null,
        };
      },
      publish: {
        async send() {
          throw new ConnectorError({ kind: "by_hand" }, "a person posts it");
        },
        lookUp: async () => ({ found: "cannot_tell" }),
      },
    } satisfies OpenConnector;
  },
};
