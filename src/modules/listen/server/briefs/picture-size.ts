/** How large the chart of a brief stands in a mail. Pixels. */
export const pictureSize = { width: 584, height: 120 };
