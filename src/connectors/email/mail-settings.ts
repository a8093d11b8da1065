import { z } from "zod";

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z\d]([a-z\d.:-]{0,251}[a-z\d])?$/);
const port = z.int().min(1).max(65_535);
/** `tls` from the first byte, `starttls` demanded and never silently dropped, `none` for a server on the own machine. */
const security = z.enum(["tls", "starttls", "none"]);
const address = z.string().trim().toLowerCase().max(254).regex(z.regexes.email);
/** Forms send an empty text for what was left out. */
const orNothing = <Shape extends z.ZodType>(shape: Shape) => z.union([shape, z.literal("")]).optional();
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/);

export const emailSettings = z.object({
  address,
  name: z.string().trim().max(100).default(""),
  imapHost: host,
  imapPort: port.default(993),
  imapSecurity: security.default("tls"),
  smtpHost: host,
  smtpPort: port.default(465),
  smtpSecurity: security.default("tls"),
  user: z.string().trim().max(254).default(""),
  /** Besides the inbox. */
  folders: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  /** Where statements go that answer nobody and name nobody. */
  announceTo: orNothing(address),
  /** Whether the mail server itself keeps a copy of what it sends (Gmail and Microsoft 365 do). */
  serverKeepsSent: z.boolean().default(false),
  /** A copy in the own inbox proves that a mail left, also when the server's answer was lost. */
  copyToSelf: z.boolean().default(false),
  dkimDomain: orNothing(domain),
  dkimSelector: orNothing(
    z
      .string()
      .trim()
      .regex(/^[a-z\d]([a-z\d.-]{0,60}[a-z\d])?$/i),
  ),
});
export type EmailSettings = z.infer<typeof emailSettings>;

const dkimKey = z.string().max(8_000).optional();

export const passwordSecrets = z.object({ password: z.string().min(1).max(500), dkimKey });

/** Settings of the second way: where an access token comes from. */
export const tokenSettings = emailSettings.extend({
  tokenUrl: z.url({ protocol: /^https?$/ }).max(300),
  clientId: z.string().trim().min(1).max(300),
});

export const tokenSecrets = z.object({
  refreshToken: z.string().trim().min(1).max(4_000),
  clientSecret: z.string().trim().max(500).optional(),
  dkimKey,
});

/** With what is fetched, not asked for; see `refresh`. Also what a consent brings. */
export const keptTokenSecrets = tokenSecrets.extend({
  accessToken: z.string().max(8_000).default(""),
  /** In ms. */
  accessEndsAt: z.number().default(0),
});

/** What is asked of a mailbox whose servers are known: its vendor's. */
const consentSettings = emailSettings
  .pick({ address: true, name: true, folders: true, announceTo: true, copyToSelf: true })
  .extend({ clientId: z.string().trim().min(1).max(300) });

export const googleSettings = consentSettings;
/** Of the office's own application there. */
export const consentSecrets = z.object({ clientSecret: z.string().trim().min(1).max(500) });

/** A directory of Microsoft Entra: its id, one of its domains, or `organizations` for an application of many. */
export const microsoftSettings = consentSettings.extend({
  tenant: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z\d]([a-z\d.-]{0,98}[a-z\d])?$/)
    .default("organizations"),
});

/** What only a mail has. */
export const emailOptions = z.object({
  to: z.array(address).max(50).default([]),
  cc: z.array(address).max(50).default([]),
  /** No person wrote it: it says so, so that no machine answers it (RFC 3834), and it answers no machine. */
  isAutomatic: z.boolean().default(false),
});
