import { readSource } from "./source.ts";
import { isTest, isTypeScript } from "./tree.ts";

/** The words of the command line: each command's name, and the names of the commands below it. */
export type Commands = Map<string, Set<string>>;

/**
 * Reads `.command("audit")` and `audit.command("verify <file>")` in `src/main.ts` and whatever else declares commands.
 * A command below another is known by the variable or the chain it hangs on.
 */
export function readCommands(root: string, files: readonly string[]): Commands {
  const commands: Commands = new Map();
  for (const file of files) {
    if (!file.startsWith("src/") || !isTypeScript(file) || isTest(file)) continue;
    const source = readSource(root, file);
    if ("message" in source || !source.text.includes(".command(")) continue;
    const groups = new Map<string, string>();
    const chains = new Map<number, string>();
    source.visit({
      VariableDeclarator(node) {
        if (node.id.type !== "Identifier" || node.init === null) return;
        const name = findInnermost(node.init);
        if (name !== undefined) groups.set(node.id.name, name);
      },
      "CallExpression:exit"(node) {
        const name = commandOf(node);
        if (name === undefined || node.callee.type !== "MemberExpression") return;
        const { object } = node.callee;
        const owner = object.type === "Identifier" ? groups.get(object.name) : chains.get(object.end);
        if (owner !== undefined) commands.set(owner, (commands.get(owner) ?? new Set()).add(name));
        else if (!commands.has(name)) commands.set(name, new Set());
        chains.set(node.end, name);
      },
    });
  }
  return commands;
}

type Node = Parameters<NonNullable<import("vite").VisitorObject["CallExpression"]>>[0];

function commandOf(node: Node): string | undefined {
  const { callee } = node;
  const first = node.arguments[0];
  if (
    callee.type !== "MemberExpression" ||
    callee.property.type !== "Identifier" ||
    callee.property.name !== "command"
  )
    return;
  if (first?.type !== "Literal" || typeof first.value !== "string") return;
  return first.value.split(" ")[0];
}

/** In `program.command("audit").description("…")` the command is at the root of the chain. */
function findInnermost(node: import("vite").ESTree.Node): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  return commandOf(node) ?? findInnermost(node.callee.object);
}

/** The words after `gaung` in `text` that are no command, or undefined. Arguments and options are not looked at. */
export function findMissingCommand(commands: Commands, text: string): string | undefined {
  const [, first, second] =
    /^(?:\$ )?(?:npx )?gaung ([a-z][a-z-]*)(?: ([a-z][a-z-]*)(?=\s|$))?/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const below = commands.get(first);
  if (below === undefined) return first;
  if (second === undefined || below.size === 0 || below.has(second)) return undefined;
  return `${first} ${second}`;
}
