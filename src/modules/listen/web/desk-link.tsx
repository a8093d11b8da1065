import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import type { SearchParameters } from "#web/search-parameters.ts";

type Search = Readonly<Record<string, string | undefined>>;

/** A link to a page of the desk with search parameters; empty ones are left out of the address. */
export function DeskLink({
  to,
  search = {},
  className,
  children,
}: {
  to: string;
  search?: Search;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Link to={to} search={search as never} {...(className === undefined ? {} : { className })}>
      {children}
    </Link>
  );
}

/** Goes to a page; `isQuiet` takes the place of the present entry in the browser's history. */
export function useGo(): (to: string, search?: Search, isQuiet?: boolean) => void {
  const navigate = useNavigate();
  return (to, search = {}, isQuiet = false) =>
    void navigate({ to, search: search as never, replace: isQuiet, resetScroll: false });
}

/** The search parameters of the address, the first value of each. */
export function useAddress(): Readonly<Record<string, string | undefined>> {
  const search: SearchParameters = useSearch({ strict: false });
  return Object.fromEntries(
    Object.entries(search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

/** Calls `run` when the address asks for it by its fragment (`/sumber#tambah`), and takes the fragment away again. */
export function useFragmentCall(fragment: string, run: () => void): void {
  const navigate = useNavigate();
  const isAsked = useLocation({ select: (location) => location.hash === fragment });
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!isAsked) return;
    latest.current();
    void navigate({ to: ".", search: true as never, hash: "", replace: true });
  }, [isAsked, navigate]);
}
