import type { Sharp } from "sharp";
import { AppError } from "#shared/app-error.ts";
import type { MediaType } from "./media-type.ts";

export interface ImageLimits {
  /** Width times height, over all frames, above which an image is not even decoded. */
  readonly maxPixels: number;
  /** Longest side of the result; larger images are scaled down. */
  readonly maxSide: number;
  /** Time for one image. */
  readonly timeoutSeconds: number;
}

/** A full page scanned at 600 dpi has 35 million pixels; at 3000 a side its small print is still legible. */
export const DEFAULT_IMAGE_LIMITS: ImageLimits = {
  maxPixels: 60_000_000,
  maxSide: 3_000,
  timeoutSeconds: 30,
};

export interface ReencodedImage {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
}

/** What each type becomes: what every browser shows and encodes quickly. */
const RESULT_TYPE = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "image/gif": "image/gif",
  "image/avif": "image/webp",
  "image/tiff": "image/png",
} as const satisfies Partial<Record<MediaType, MediaType>>;

export type ImageType = keyof typeof RESULT_TYPE;

/** libvips' names for what we sniffed; the two must agree, or the file is two things at once. */
const FORMAT: Readonly<Record<ImageType, string>> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "heif",
  "image/tiff": "tiff",
};

export function isImageType(mediaType: MediaType): mediaType is ImageType {
  return mediaType in RESULT_TYPE;
}

/**
 * Draws an image anew from its pixels: place, camera and time of the picture (EXIF, GPS, XMP) and whatever else hid in
 * the file are gone, the orientation is applied, large ones are scaled down, animations stay animations.
 * @param file its path, or its bytes
 * @throws AppError `invalid`: `image_broken`, or `image_too_large` for more pixels than the limit or too slow a decode.
 */
export async function reencodeImage(
  file: string | Uint8Array,
  mediaType: ImageType,
  limits: ImageLimits = DEFAULT_IMAGE_LIMITS,
): Promise<ReencodedImage> {
  const { maxPixels, maxSide, timeoutSeconds } = limits;
  // The image library is 20 MB in memory: a desk that gets no scans never loads it.
  const { default: sharp } = await import("sharp");
  try {
    const isAnimatable = mediaType === "image/gif" || mediaType === "image/webp";
    const image = sharp(file, {
      limitInputPixels: maxPixels,
      failOn: "truncated",
      animated: isAnimatable,
      autoOrient: true,
    });
    const { format, pages = 1 } = await image.metadata();
    if (format !== FORMAT[mediaType]) throw new Error(`sniffed ${mediaType}, decoded ${format}`);
    // Keeping the first page of a scan would silently lose the rest; PDF is the way to bring several.
    if (mediaType === "image/tiff" && pages > 1) throw new AppError("invalid", "image_many_pages", { pages });
    const sized = image
      .resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true })
      .timeout({ seconds: timeoutSeconds });
    const result = RESULT_TYPE[mediaType];
    const bytes = await encoded(sized, result).toBuffer();
    return { bytes, mediaType: result };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isTooMuch = error instanceof Error && /pixel limit|timeout|too large/i.test(error.message);
    throw new AppError("invalid", isTooMuch ? "image_too_large" : "image_broken", {}, error);
  }
}

function encoded(image: Sharp, mediaType: (typeof RESULT_TYPE)[ImageType]): Sharp {
  switch (mediaType) {
    case "image/jpeg":
      return image.jpeg({ quality: 86 });
    case "image/png":
      return image.png({ compressionLevel: 8 });
    case "image/webp":
      return image.webp({ quality: 86, effort: 3 });
    case "image/gif":
      return image.gif();
  }
}
