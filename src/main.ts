import { enableCompileCache } from "node:module";
import { Command } from "commander";
import { compileCacheFolder } from "#platform/compile-cache.ts";
import { letYoungMemoryGrow } from "#platform/young-memory.ts";
import { ClearError } from "#shared/clear-error.ts";
import { version } from "./version.ts";

// For whoever starts this file by hand; `scripts/` names the folder before Node reads anything.
enableCompileCache(compileCacheFolder);

async function start(options: { role?: "worker" } = {}): Promise<void> {
  letYoungMemoryGrow(false);
  await (await import("./commands/start.ts")).start(options);
}

/** The command line: one sub-command per thing an administrator does. Each loads only what it needs. */
function buildCommandLine(): Command {
  const program = new Command("gaung")
    .description("A desk for digital public relations that understands Indonesian.")
    .version(version);

  program
    .command("start", { isDefault: true })
    .description("Start the desk: pages, API and background work in one process")
    .action(async () => start());
  program
    .command("worker")
    .description("Do background work only, beside web processes on the same DATABASE_URL")
    .action(async () => start({ role: "worker" }));
  program
    .command("demo")
    .description("Show the desk at work on real headlines of September 2019, on an accelerated clock")
    .option("--speed <n>", "minutes of 2019 that pass in one minute", "60")
    .action(async (options: { speed: string }) => (await import("./commands/demo.ts")).demo(options));
  program
    .command("practice-network")
    .description(
      "Serve a network of our own invention on this machine, for trying accounts without being heard",
    )
    .option("--port <n>", "port on loopback", "4790")
    .option("--file <path>", "where it is kept between two runs; nowhere by default")
    .action(async (options: { port: string; file?: string }) =>
      (await import("./commands/practice-network.ts")).practiceNetwork(options),
    );
  program
    .command("migrate")
    .description("Bring the database to what this version needs, then end")
    .action(async () => (await import("./commands/migrate.ts")).migrateDatabase());
  program
    .command("import <file>")
    .description("Import mentions from a CSV, JSONL or XLSX file")
    .requiredOption("--workspace <slug>", "the workspace to import into")
    .option(
      "--map <pairs...>",
      "field=Column pairs, e.g. title=Judul publishedAt=Tanggal; without them the columns are recognised by name",
    )
    .option("--dry-run", "read the whole file and store nothing", false)
    .action(async (file: string, options) =>
      (await import("./commands/import-file.ts")).importFile(file, options),
    );
  program
    .command("export <file>")
    .description("Export what a query finds; the file's ending chooses CSV, JSONL or XLSX")
    .requiredOption("--workspace <slug>", "the workspace to export from")
    .option("--query <query>", "in the query language; everything when left out", "")
    .option(
      "--with-personal-data",
      "numbers and addresses of people as they were said; noted in the audit log",
      false,
    )
    .action(async (file: string, options) =>
      (await import("./commands/export-file.ts")).exportFile(file, options),
    );

  program
    .command("evaluate <engine>")
    .description("Score an engine of language on a file with texts and labels")
    .requiredOption("--data <file>", "TSV, CSV or JSONL with text and label; words and tags for entities")
    .option("--text <column>", "the column of the text, by name or number; found by itself when left out")
    .option("--label <column>", "the column of the label; several with commas, of which one must say yes")
    .option("--train <file>", "past cases for routing; else the first 80 % of the file are learned")
    .option("--skip-unknown", "leave rows out that have no label or one that the engine does not know", false)
    .option("--json", "print one JSON object", false)
    .addHelpText("after", "\nEngines: sentiment, intent, language, hostility, entities, stem, routing")
    .action(async (engine: string, options) =>
      (await import("./commands/evaluate.ts")).evaluate(engine, options),
    );

  program
    .command("hold")
    .description(
      "Pull the emergency brake: nothing more goes out, of everything, of one account, or of what contains words",
    )
    .requiredOption("--workspace <slug>", "the workspace whose voice is held")
    .requiredOption("--reason <text>", "why; everybody at the desk reads it")
    .option("--account <handle>", "only what this account says")
    .option("--words <query>", "only what contains these words, in the query language without fields")
    .option("--hours <n>", "ends by itself after so many hours; until it is lifted when left out")
    .action(async (options) => (await import("./commands/brake.ts")).holdOutgoing(options));
  program
    .command("release")
    .description("Lift the emergency brake: every hold, or one")
    .requiredOption("--workspace <slug>", "the workspace whose voice is held")
    .requiredOption("--reason <text>", "why")
    .option("--hold <id>", "only this one, by the id that was printed when it was placed")
    .action(async (options) => (await import("./commands/brake.ts")).releaseOutgoing(options));

  const user = program.command("user").description("People with an account");
  user
    .command("add")
    .description("Add somebody to a workspace; prints a password to hand over when the account is new")
    .requiredOption("--email <address>")
    .requiredOption("--name <name>")
    .requiredOption("--workspace <slug>")
    .option("--role <role>", "owner, admin, officer or viewer", "officer")
    .action(async (options) => (await import("./commands/add-user.ts")).addUserCommand(options));
  user
    .command("password")
    .description("Give somebody a new password, printed once; ends their sessions")
    .requiredOption("--email <address>")
    .action(async (options: { email: string }) =>
      (await import("./commands/add-user.ts")).resetPasswordCommand(options),
    );

  const audit = program.command("audit").description("The log of who changed what");
  audit
    .command("verify")
    .description("Recompute every workspace's chain of hashes; ends with an error when one is broken")
    .action(async () => (await import("./commands/verify-audit.ts")).verifyAuditCommand());

  const counts = program.command("counts").description("The counts that charts and facets are drawn from");
  counts
    .command("verify")
    .description("Count every mention anew and compare; ends with an error when a kept count is wrong")
    .option("--repair", "put wrong counts right", false)
    .action(async (options: { repair: boolean }) =>
      (await import("./commands/verify-counts.ts")).verifyCountsCommand(options),
    );

  const monitors = program.command("monitors").description("Saved queries that everything heard is asked of");
  monitors
    .command("verify")
    .description(
      "Search for what every monitor finds and compare it with what was matched and counted on the way in",
    )
    .action(async () => (await import("./commands/verify-monitors.ts")).verifyMonitorsCommand());

  const tags = program.command("tags").description("Tags, and the rules that give them");
  tags
    .command("verify")
    .description("Settle the tags of every mention anew and compare them with those that rules have given")
    .action(async () => (await import("./commands/verify-tags.ts")).verifyTagsCommand());

  program
    .command("backup [file]")
    .description("Put rows, files and key into one file")
    .action(async (file: string | undefined) => (await import("./commands/backup.ts")).backup(file));
  program
    .command("restore <file>")
    .description("Turn a backup back into the same desk, in an empty database")
    .action(async (file: string) => (await import("./commands/backup.ts")).restore(file));
  return program;
}

try {
  await buildCommandLine().parseAsync();
} catch (error) {
  if (!(error instanceof ClearError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
