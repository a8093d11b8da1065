import { z } from "zod";

/** One mail address and nothing else; no spaces or control characters (RFC 5321 §4.1.2). */
export const mailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
