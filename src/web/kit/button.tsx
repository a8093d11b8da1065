import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ComponentProps, ReactNode } from "react";
import css from "./button.module.css";

export type ButtonLook = {
  /** One `primary` per view; `plain` for the rest; `ghost` in bars; `danger` only for what destroys. */
  kind?: "primary" | "plain" | "ghost" | "danger";
  size?: "normal" | "small";
};

const look = ({ kind = "plain", size = "normal" }: ButtonLook, extra?: string): string =>
  [css["button"], css[kind], size === "small" ? css["small"] : undefined, extra].filter(Boolean).join(" ");

/** A button. `isBusy` shows work in progress and refuses a second press; a disabled one needs a visible reason nearby. */
export function Button({
  kind,
  size,
  isBusy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonLook & { isBusy?: boolean } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
      className={look({ kind: kind ?? "plain", size: size ?? "normal" }, className)}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. `to` inside the desk, `href` for files and outside. */
export function LinkButton({
  kind,
  size,
  to,
  search,
  href,
  children,
  ...rest
}: ButtonLook & { to?: string; search?: Record<string, string>; href?: string; children: ReactNode } & Omit<
    ComponentProps<"a">,
    "href"
  >) {
  const className = look({ kind: kind ?? "plain", size: size ?? "normal" }, rest.className);
  return to === undefined ? (
    <a {...rest} href={href} className={className}>
      {children}
    </a>
  ) : (
    <Link
      to={to}
      search={search ?? {}}
      className={className}
      {...(rest.onClick === undefined ? {} : { onClick: rest.onClick })}
    >
      {children}
    </Link>
  );
}

/** A square button with an icon only: `label` names it for readers and in the tooltip. */
export function IconButton({
  label,
  kind = "ghost",
  size,
  children,
  ...rest
}: ButtonLook & { label: string } & Omit<ComponentProps<"button">, "aria-label">) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={look(
          { kind, size: size ?? "normal" },
          [css["icon"], rest.className].filter(Boolean).join(" "),
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
