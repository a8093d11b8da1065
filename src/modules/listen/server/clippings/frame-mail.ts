import type { Locale } from "#shared/ids.ts";

/** Somebody's words as they may stand in HTML. */
export const safe = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const serif = "font-family:Georgia,'Times New Roman',serif";
export const sans = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";

const style = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .sheet, .back { background: #1b1a18 !important; }
    .ink, .ink a { color: #f1ede4 !important; }
    .soft, .soft a { color: #b9b3a6 !important; }
    .rule { border-color: #45413a !important; }
  }`;

/** A mail around rows of a table: a sheet on paper, light or dark as its reader has it. */
export const frameMail = (language: Locale, title: string, rows: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${safe(title)}</title><style>${style}</style></head>
<body class="back" style="margin:0;padding:0;background:#efebe2"><table role="presentation" class="back" width="100%" cellpadding="0" cellspacing="0" style="background:#efebe2"><tr><td align="center" style="padding:20px 8px"><table role="presentation" class="sheet" width="640" cellpadding="0" cellspacing="0" style="max-width:640px;width:100%;background:#fffdf8">
${rows}
</table></td></tr></table></body></html>`;
