import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The desk in the browser: built into `dist/web`, where the server reads it. Nothing is inlined as `data:` or as a
 * script, because the server's content security policy allows neither.
 */
export default defineConfig({
  plugins: [react()],
  publicDir: "src/web/public",
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    port: 7301,
    proxy: { "/api": { target: "http://127.0.0.1:7300" } },
  },
});
