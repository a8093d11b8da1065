/** A line of progress that rewrites itself on a terminal, and is left out where the output goes into a file. */
export function terminalLine(out: NodeJS.WriteStream = process.stderr) {
  let shownAt = 0;
  return {
    /** At most five times a second. */
    show(text: () => string): void {
      if (!out.isTTY || performance.now() - shownAt < 200) return;
      shownAt = performance.now();
      out.write(`\r\u001b[2K${text().slice(0, Math.max(20, out.columns - 1))}`);
    },
    clear(): void {
      if (out.isTTY) out.write("\r\u001b[2K");
    },
  };
}
