import { useTranslation } from "react-i18next";
import type { Source } from "../../contract/sources.ts";
import css from "./health-cells.module.css";

const width = 5;
const height = 18;

/**
 * The last looks at a source, oldest left: a bar up = something new, a dot on the line = nothing new, a bar down =
 * failed. Shape says it before colour does.
 */
export function HealthCells({ health }: { health: Source["health"] }) {
  const { t } = useTranslation("listen");
  const failed = health.filter((one) => one === "error").length;
  if (health.length === 0) return <span className={css["none"]}>{t("sources.never")}</span>;
  return (
    <svg
      className={css["cells"]}
      width={health.length * width}
      height={height}
      role="img"
      aria-label={t("sources.health", { count: health.length, failed })}
    >
      <line x1="0" x2={health.length * width} y1="10" y2="10" />
      {health.map((one, at) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a look is its place in the row
          key={at}
          className={css[one]}
          x={at * width}
          width={width - 1.5}
          y={one === "ok" ? 1 : one === "empty" ? 8.5 : 10}
          height={one === "ok" ? 9 : one === "empty" ? 3 : 7}
        />
      ))}
    </svg>
  );
}
