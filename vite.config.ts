import { promisify } from "node:util";
import zlib from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Below this many bytes compression gains nothing. */
const worthCompressing = 1_024;

/** Puts a Brotli and a gzip form beside each text file, so that the server compresses nothing while somebody waits. */
function compressedForms(): Plugin {
  return {
    name: "compressed-forms",
    apply: "build",
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const texts = Object.values(bundle).filter(({ fileName }) => /\.(js|css|svg)$/.test(fileName));
        await Promise.all(
          texts.map(async (file) => {
            const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
            if (bytes.length < worthCompressing) return;
            const [brotli, gzip] = await Promise.all([
              promisify(zlib.brotliCompress)(bytes),
              promisify(zlib.gzip)(bytes, { level: 9 }),
            ]);
            for (const [ending, source] of [
              ["br", brotli],
              ["gz", gzip],
            ] as const)
              this.emitFile({ type: "asset", fileName: `${file.fileName}.${ending}`, source });
          }),
        );
      },
    },
  };
}

/**
 * The desk in the browser: built into `dist/web`, where the server reads it. Nothing is inlined as `data:` or as a
 * script, because the server's content security policy allows neither.
 */
export default defineConfig({
  plugins: [react(), compressedForms()],
  publicDir: "src/web/public",
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first page needs anyhow comes in two files, packages apart because they change seldom. The entry
          // stays by itself: it waits for the messages, and nothing that it waits for may need it.
          groups: [
            { name: "packages", tags: ["$initial"], test: /\/node_modules\//, priority: 2 },
            { name: "desk", tags: ["$initial"], test: /\/src\/(?!web\/main\.tsx)/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 7301,
    proxy: { "/api": { target: "http://127.0.0.1:7300" } },
  },
});
