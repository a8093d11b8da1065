import { useEffect, useState } from "react";
import type { Desk } from "#platform/contract/session.ts";
import { useDesk } from "./api/session.ts";

let origin: { desk: Desk; at: number } | undefined;

/** The instant the desk takes for now, in epoch milliseconds: the demo's clock runs faster than the wall's. */
function deskNow(desk: Desk | undefined, wall: number): number {
  if (desk === undefined || desk.demoSpeed === null) return wall;
  if (origin?.desk !== desk) origin = { desk, at: wall };
  return Date.parse(desk.now) + (wall - origin.at) * desk.demoSpeed;
}

/** The desk's now, refreshed every `everyMs`. */
export function useNow(everyMs = 10_000): number {
  const desk = useDesk();
  const [wall, setWall] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setWall(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return deskNow(desk, wall);
}
