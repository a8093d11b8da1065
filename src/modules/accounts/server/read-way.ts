import type { z } from "zod";
import type { Connector } from "#connectors/ports/connector.ts";
import type { ConnectWay } from "#connectors/ports/manifest.ts";
import { connectors } from "#connectors/registry.ts";
import { AppError, type FieldProblem, invalidField } from "#shared/app-error.ts";

/** What a form for connecting was filled with, as the network's own schemas read it. */
export interface FilledWay {
  readonly connector: Connector;
  readonly way: ConnectWay;
  readonly settings: Record<string, unknown>;
  readonly secrets: Record<string, unknown>;
}

/**
 * Reads what somebody filled in to connect an account.
 * @throws AppError that names each field at fault
 */
export function readWay(
  filled: { network: string; way: string; settings: unknown; secrets: unknown },
  kind: ConnectWay["kind"],
): FilledWay {
  const connector = connectors.find(({ manifest }) => manifest.key === filled.network);
  if (!connector) throw invalidField("network", "accounts.unknown_network");
  const way = connector.manifest.ways.find((one) => one.key === filled.way && one.kind === kind);
  if (!way) throw invalidField("way", "accounts.unknown_way");
  const settings = way.settings.safeParse(filled.settings);
  const secrets = way.secrets.safeParse(filled.secrets);
  const problems = [...problemsOf("settings", settings.error), ...problemsOf("secrets", secrets.error)];
  if (problems.length > 0 || !settings.success || !secrets.success)
    throw new AppError("invalid", "invalid_input", {}, undefined, problems);
  return { connector, way, settings: settings.data, secrets: secrets.data };
}

const problemsOf = (part: string, error: z.ZodError | undefined): FieldProblem[] =>
  (error?.issues ?? []).map((issue) => ({
    field: [part, ...issue.path].join("."),
    key: issue.code === "invalid_type" ? "accounts.connect_missing" : "accounts.connect_unfit",
  }));
