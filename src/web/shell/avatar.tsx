import css from "./avatar.module.css";

/** A person as two initials; the name stands beside it or on the control around it. */
export function Avatar({ name, isLarge = false }: { name: string; isLarge?: boolean }) {
  const words = name.trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.at(0)?.toUpperCase() ?? "")
    .join("");
  return (
    <span
      className={[css["avatar"], isLarge ? css["large"] : undefined].filter(Boolean).join(" ")}
      aria-hidden="true"
    >
      {initials}
    </span>
  );
}
