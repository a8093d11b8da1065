import type { MonitorColour } from "../../contract/monitor.ts";
import css from "./monitor-mark.module.css";

/** The colour by which a monitor is known; beside its name, never instead of it. */
export function MonitorMark({ colour }: { colour: MonitorColour }) {
  return <i className={css["mark"]} data-colour={colour} aria-hidden="true" />;
}
