import { create } from "qrcode";
import { useMemo } from "react";
import css from "./qr-code.module.css";

const quietModules = 4;

/** A QR code as SVG (ISO/IEC 18004, four modules of quiet zone), always dark on light so that cameras read it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: "M" });
    const parts: string[] = [];
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        if (modules.get(row, column)) parts.push(`M${column + quietModules} ${row + quietModules}h1v1h-1z`);
      }
    }
    return { size: modules.size + 2 * quietModules, path: parts.join("") };
  }, [text]);
  return (
    <svg
      className={css["qr"]}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#161b2b" />
    </svg>
  );
}
