import { type ReactNode, useId } from "react";
import css from "./ruled-section.module.css";

/**
 * A section: a 2 px ink line with a title on it, not a box. `aside` stands at the right end of the title line
 * (one link or a small control). `level` is the heading's rank on the page.
 */
export function RuledSection({
  title,
  aside,
  deck,
  level = 2,
  id,
  children,
}: {
  title: string;
  aside?: ReactNode;
  deck?: ReactNode;
  level?: 2 | 3;
  id?: string;
  children?: ReactNode;
}) {
  const own = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={css["section"]} aria-labelledby={id ?? own}>
      <div className={css["head"]}>
        <Heading id={id ?? own}>{title}</Heading>
        {aside}
      </div>
      {deck === undefined ? null : <p className={css["deck"]}>{deck}</p>}
      {children}
    </section>
  );
}
