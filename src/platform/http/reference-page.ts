import { html } from "hono/html";

type Operation = {
  tags?: string[];
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: { type?: string } }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
};
type ApiDocument = {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
};

const style = `
  :root { color-scheme: light dark; --ink: light-dark(#161b2b, #ece8dd); --ink2: light-dark(#454a5b, #b9bac2); --paper: light-dark(#f5f3ec, #0e1422); --sheet: light-dark(#fdfcf8, #151c2d); --line: light-dark(#dcd7c9, #2a3449); --act: light-dark(#2b4a80, #a3bbe8); }
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 15px/1.5 "Segoe UI", "Noto Sans", sans-serif; }
  h1, h2 { font-family: Georgia, "Noto Serif", serif; font-weight: 500; } h2 { border-top: 2px solid var(--ink); padding-top: .5rem; margin-top: 2.5rem; font-size: 1.1rem; }
  a { color: var(--act); } code { font-family: Consolas, monospace; font-size: .93em; }
  details { border-bottom: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; } summary code { font-weight: 600; }
  .m { display: inline-block; min-width: 4rem; color: var(--act); } p, li { color: var(--ink2); } pre { background: var(--sheet); border: 1px solid var(--line); border-radius: 4px; padding: .75rem; overflow: auto; max-height: 24rem; }
`;

/** The API's reference page: made from the same document that programs read, readable without a script. */
export function referencePage(described: object) {
  const document = described as ApiDocument;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? "other"))];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        <style>${style}</style>
      </head>
      <body>
        <main>
          <h1>${document.info.title} API</h1>
          <p>Version ${document.info.version}. ${document.info.description ?? ""}</p>
          <p><a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
          ${tags.map(
            (tag) => html`<h2>${tag}</h2>
              ${operations
                .filter(({ operation }) => (operation.tags?.[0] ?? "other") === tag)
                .map(
                  ({ path, method, operation }) => html`<details>
                    <summary><span class="m">${method}</span> <code>/api${path}</code> ${operation.summary ?? ""}</summary>
                    ${operation.parameters?.length ? html`<ul>${operation.parameters.map((parameter) => html`<li><code>${parameter.name}</code> (${parameter.in}${parameter.required ? ", required" : ""})</li>`)}</ul>` : ""}
                    ${Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) => html`<p>${type}</p><pre>${JSON.stringify(schema, null, 2)}</pre>`)}
                  </details>`,
                )}`,
          )}
        </main>
      </body>
    </html>`;
}
