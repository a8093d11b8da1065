import type { Attachment } from "postal-mime";
import { readIds } from "./message-ids.ts";

/** What a report says of a mail that did not arrive (RFC 3464), and of which mail it speaks. */
export interface DeliveryReport {
  /** Of the mail that came back; null where the report does not hold it. */
  readonly id: string | null;
  readonly references: readonly string[];
  readonly recipients: readonly {
    readonly address: string;
    readonly status: string;
    readonly said: string;
  }[];
}

const mostBytes = 64_000;

/** Reads a report out of the parts of a bounce. */
export function readDeliveryReport(parts: readonly Attachment[]): DeliveryReport {
  const status = parts.find(({ mimeType }) => mimeType === "message/delivery-status");
  const returned = parts.find(({ mimeType }) =>
    ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"].includes(mimeType),
  );
  const header = returned ? headerFields(textOf(returned).split(/\r?\n\r?\n/)[0] ?? "") : [];
  const field = (name: string): string => header.find(([key]) => key === name)?.[1] ?? "";
  return {
    id: readIds(field("message-id"))[0] ?? null,
    references: readIds(`${field("references")} ${field("in-reply-to")}`),
    recipients: status ? recipientsOf(textOf(status)) : [],
  };
}

/** One group of fields for each recipient; the first group is about the report itself. */
function recipientsOf(text: string): DeliveryReport["recipients"] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .slice(0, 50)
    .flatMap((group) => {
      const fields = new Map(headerFields(group));
      const recipient = fields.get("final-recipient") ?? fields.get("original-recipient");
      if (recipient === undefined) return [];
      const address = recipient
        .slice(recipient.indexOf(";") + 1)
        .trim()
        .slice(0, 254);
      const said = (fields.get("diagnostic-code") ?? "").slice(0, 500);
      return [{ address, status: (fields.get("status") ?? "").slice(0, 20), said }];
    });
}

function headerFields(text: string): [name: string, value: string][] {
  return text
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const colon = line.indexOf(":");
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
    });
}

const textOf = ({ content }: Attachment): string =>
  typeof content === "string"
    ? content.slice(0, mostBytes)
    : new TextDecoder().decode(new Uint8Array(content).subarray(0, mostBytes));
