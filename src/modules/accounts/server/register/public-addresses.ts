/** Where the register is published; printed on posters and read by programs: never to be changed. */
export const pagePath = "/akun-resmi-kami";
export const documentPath = "/.well-known/gaung-accounts.json";
export const stylePath = "/akun-resmi-kami/gaya.css";
