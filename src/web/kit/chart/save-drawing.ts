import { saveBytes, saveText } from "../save-text.ts";
import type { Drawing } from "./drawing.ts";

/** Dots a CSS pixel has in a saved PNG: sharp in a report printed at 200 dots an inch. */
const density = 2;

/** Keeps a drawing as an SVG file. */
export const saveSvg = (name: string, { svg }: Drawing): void =>
  saveText(`${name}.svg`, "image/svg+xml", svg);

/** Keeps a drawing as a PNG file. @throws when the browser cannot draw it */
export async function savePng(name: string, drawing: Drawing): Promise<void> {
  saveBytes(`${name}.png`, await pngOf(drawing));
}

async function pngOf({ svg, width, height }: Drawing): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * density);
    canvas.height = Math.ceil(height * density);
    const paper = canvas.getContext("2d");
    if (paper === null) throw new Error("the browser gives no canvas to draw on");
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null)
          reject(new Error(`a picture of ${canvas.width} × ${canvas.height} dots is too large`));
        else resolve(blob);
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
