import { useQuery } from "@tanstack/react-query";
import type { MonitorColour } from "../../contract/monitor.ts";
import { listen } from "../listen-api.ts";
import css from "./mention-monitors.module.css";
import { MonitorMark } from "./monitor-mark.tsx";

const shown = 3;

/** Which monitors found a mention, by colour and name. */
export function MentionMonitors({ ids }: { ids: readonly string[] }) {
  const { data } = useQuery({
    ...listen.queries.monitors.listMonitors.queryOptions(),
    staleTime: 60_000,
    enabled: ids.length > 0,
  });
  const found = ids.flatMap((id) => data?.items.find((monitor) => monitor.id === id) ?? []);
  if (found.length === 0) return null;
  return (
    <>
      {found.slice(0, shown).map(({ id, name, colour }) => (
        <Name key={id} name={name} colour={colour} />
      ))}
      {found.length > shown ? <span>+{found.length - shown}</span> : null}
    </>
  );
}

function Name({ name, colour }: { name: string; colour: MonitorColour }) {
  return (
    <span className={css["monitor"]}>
      <MonitorMark colour={colour} />
      {name}
    </span>
  );
}
