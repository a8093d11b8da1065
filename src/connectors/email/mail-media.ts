import { isUtf8 } from "node:buffer";
import { fileTypeFromBuffer } from "file-type";
import type { Attachment } from "postal-mime";
import { tidyLine } from "#connectors/page/plain-text.ts";
import type { NetworkMedia } from "#connectors/ports/network-post.ts";

const mostListed = 50;
/** Enough to tell any kind of file by its first bytes. */
const sniffedBytes = 64 * 1024;
/** Parts that are the mail's machinery, not files that somebody sent. */
const machinery = new Set([
  "message/delivery-status",
  "message/disposition-notification",
  "text/rfc822-headers",
  "application/pgp-signature",
  "application/pkcs7-signature",
  "application/x-pkcs7-signature",
]);

/**
 * What hangs on a mail, by name, kind and size. The kind is told by the bytes and never believed; nothing is opened, and
 * the bytes stay in the mailbox. The address names a part for mail programs (RFC 2392) and is none of the web.
 */
export async function describeAttachments(id: string, parts: readonly Attachment[]): Promise<NetworkMedia[]> {
  const files = filesAmong(parts);
  return Promise.all(
    files.map(async ({ filename, content, description }, index) => {
      const bytes = typeof content === "string" ? Buffer.from(content) : new Uint8Array(content);
      const mediaType = await sniff(bytes);
      const name = tidyLine(filename ?? "", 200);
      const alt = tidyLine(description ?? "", 500);
      return {
        kind: kindOf(mediaType),
        url: partAddress(id, index + 1),
        ...(alt !== "" && { alt }),
        ...(name !== "" && { name }),
        mediaType,
        bytes: bytes.byteLength,
      };
    }),
  );
}

const filesAmong = (parts: readonly Attachment[]): readonly Attachment[] =>
  parts.filter(({ mimeType }) => !machinery.has(mimeType)).slice(0, mostListed);

/** The bytes of the attachment that an address of `describeAttachments` names; null where there is none. */
export function attachmentAt(address: string, parts: readonly Attachment[]): Uint8Array | null {
  const number = Number(/\/part-(\d{1,3})$/.exec(address)?.[1] ?? 0);
  const content = filesAmong(parts)[number - 1]?.content;
  if (content === undefined) return null;
  return typeof content === "string" ? Buffer.from(content) : new Uint8Array(content);
}

export const partAddress = (id: string, number: number): string =>
  `mid:${encodeURIComponent(id)}/part-${number}`;

async function sniff(bytes: Uint8Array): Promise<string> {
  const head = bytes.subarray(0, sniffedBytes);
  try {
    const found = await fileTypeFromBuffer(head);
    if (found) return found.mime;
  } catch {
    // A file that begins like one kind and breaks off is of no kind.
  }
  const isText = head.byteLength > 0 && !head.includes(0) && isUtf8(cutAtCharacter(head));
  return isText ? "text/plain" : "application/octet-stream";
}

/** Without the bytes of a character that the cut went through. */
function cutAtCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.byteLength;
  for (let back = 0; back < 4 && end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80; back += 1) end -= 1;
  return end > 0 && (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

export function kindOf(mediaType: string): NetworkMedia["kind"] {
  const [kind] = mediaType.split("/");
  return kind === "image" || kind === "video" || kind === "audio" ? kind : "file";
}
