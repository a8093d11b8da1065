import sharp from "sharp";
import type { SentBrief } from "../../contract/brief.ts";
import { drawChart } from "./draw-chart.ts";
import { pictureSize } from "./picture-size.ts";

/** Dots for each pixel of the picture in a mail. */
const density = 2;

/**
 * The chart of a brief as PNG, on white, without words: no mail program can be relied on to have letters for them, and the mail
 * says them beside it.
 * @throws RangeError for a brief without a chart
 */
export async function drawPicture({ chart }: SentBrief): Promise<Uint8Array> {
  if (chart === null) throw new RangeError("this brief has no chart");
  const svg = drawChart(chart, { ...pictureSize, hasWords: false });
  return sharp(Buffer.from(svg), { density: 72 * density })
    .resize({ width: pictureSize.width * density })
    .flatten({ background: "#ffffff" })
    .png({ palette: true })
    .toBuffer();
}
