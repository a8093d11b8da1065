import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";

/** What a call failed with. @throws when it did not fail, or with anything but a `ConnectorError` */
export async function failureOf(call: () => Promise<unknown>): Promise<ConnectorFailure> {
  try {
    await call();
  } catch (error) {
    if (error instanceof ConnectorError) return error.failure;
    throw error;
  }
  throw new Error("the call went well");
}
