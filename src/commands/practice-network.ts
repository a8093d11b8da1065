import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { ClearError } from "#shared/clear-error.ts";
import { untilToldToEnd } from "./start.ts";

/** Serves the practice network beside a desk, for trying accounts without being heard by anybody. */
export async function practiceNetwork({ port, file }: { port: string; file?: string }): Promise<void> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new ClearError(`--port is a number from 0 to 65535, not "${port}".`);
  const place = { port: Number(port), ...(file !== undefined && { file }) };
  const served = await serveFakeNetwork(() => new Date(), place).catch((error: unknown) => {
    throw new ClearError(
      `The practice network cannot listen on port ${port}. Choose another with --port.`,
      error,
    );
  });
  const us = openAccount(served.network, "humas.contoh", "Humas Contoh", 1_200);
  const { host } = new URL(served.address);
  console.log(`
  The practice network is ready: ${served.address}
  Account @${us.handle}, token ${us.token}
  The desk must be allowed to reach it: GAUNG_ALLOWED_PRIVATE_HOSTS=${host}
`);
  await untilToldToEnd();
  await served.stop();
}
