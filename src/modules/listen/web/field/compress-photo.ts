/** The longest side of a picture that is sent: a sign in it can still be read, and it is a few hundred kilobytes. */
const longestSide = 1_600;
const quality = 0.8;

/**
 * A picture as it is sent: drawn anew from its pixels, so that the place, the camera and the time that its file carried
 * are gone; turned as it was held, and made smaller.
 * @throws when the file is no picture that this browser can show
 */
export async function compressPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const drawing = canvas.getContext("2d");
    if (drawing === null) throw new Error("no canvas");
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error("no picture")) : resolve(blob)),
        "image/jpeg",
        quality,
      );
    });
  } finally {
    picture.close();
  }
}
