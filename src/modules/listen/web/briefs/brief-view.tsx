import { useMemo } from "react";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Brief } from "../../contract/brief.ts";
import { DeskLink, useGo } from "../desk-link.tsx";
import css from "./briefs.module.css";

/** A brief as it is read on the desk: figures, three things, what changed, the picture, and how far to trust it. */
export function BriefView({ brief }: { brief: Brief }) {
  const { figures, points, changes, tables, trust, words, sides, chart, note } = brief;
  if (brief.empty !== null) return <EmptyState title={brief.empty}>{trust.join(" ")}</EmptyState>;
  return (
    <div className={css["brief"]}>
      <dl className={css["figures"]}>
        {figures.map(({ label, value, before, path, pathBefore }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <PathLink path={path}>{value}</PathLink>
            </dd>
            <dd className={css["before"]}>
              <PathLink path={pathBefore}>{`${sides[1]} ${before}`}</PathLink>
            </dd>
          </div>
        ))}
      </dl>
      {note === null ? null : (
        <aside className={css["note"]} aria-label={note.title}>
          <p>{note.title}</p>
          <p>{note.text}</p>
        </aside>
      )}
      {points.length === 0 ? null : (
        <RuledSection title={words.points}>
          <ol className={css["points"]}>
            {points.map(({ title, reasons, path, links }) => (
              <li key={path}>
                <h3>
                  <PathLink path={path}>{title}</PathLink>
                </h3>
                <p>{reasons.join(" ")}</p>
                <p className={css["links"]}>
                  {links.map((link) => (
                    <PathLink key={link.path} path={link.path}>
                      {link.label}
                    </PathLink>
                  ))}
                </p>
              </li>
            ))}
          </ol>
        </RuledSection>
      )}
      <div className={css["columns"]}>
        {changes.length === 0 ? null : (
          <RuledSection title={words.changes}>
            <ul className={css["changes"]}>
              {changes.map(({ text, path }) => (
                <li key={text}>{path === null ? text : <PathLink path={path}>{text}</PathLink>}</li>
              ))}
            </ul>
          </RuledSection>
        )}
        <div>
          {tables.map((table) => (
            <RuledSection key={table.title} title={table.title}>
              <Table table={table} brief={brief} />
            </RuledSection>
          ))}
        </div>
      </div>
      {chart === null ? null : (
        <RuledSection title={chart.caption} deck={chart.finding}>
          <Plot chart={chart} />
        </RuledSection>
      )}
      <RuledSection title={words.trust}>
        {trust.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </RuledSection>
    </div>
  );
}

/** Leads to a page of the desk, its search parameters with it. */
function PathLink({ path, children }: { path: string; children: string }) {
  const { pathname, searchParams } = new URL(path, "http://desk");
  return (
    <DeskLink to={pathname} search={Object.fromEntries(searchParams)}>
      {children}
    </DeskLink>
  );
}

function Table({ table, brief: { sides, words } }: { table: Brief["tables"][number]; brief: Brief }) {
  const most = Math.max(1, ...table.rows.flatMap(({ count, before }) => [count, before]));
  return (
    <table className={css["table"]}>
      <thead>
        <tr>
          <td />
          <th scope="col">{sides[0]}</th>
          <th scope="col">{sides[1]}</th>
          <th scope="col">{words.negative}</th>
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">
              {row.label}
              <span className={css["bars"]} aria-hidden="true">
                <i style={{ width: `${(100 * row.count) / most}%` }} />
                <i style={{ width: `${(100 * row.before) / most}%` }} />
              </span>
            </th>
            <td>
              <PathLink path={row.path}>{row.value}</PathLink>
            </td>
            <td>
              <PathLink path={row.pathBefore}>{row.beforeValue}</PathLink>
            </td>
            <td>{row.negative}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Plot({ chart }: { chart: NonNullable<Brief["chart"]> }) {
  const go = useGo();
  const series = useMemo(
    () => chart.series.map(({ name, tone, values }) => ({ name, color: tone, values })),
    [chart],
  );
  const pick = (index: number) => {
    const point = chart.points[index];
    if (point === undefined) return;
    const { pathname, searchParams } = new URL(point.path, "http://desk");
    go(pathname, Object.fromEntries(searchParams));
  };
  return (
    <BarChart
      finding={chart.finding}
      caption={chart.caption}
      heading={chart.heading}
      points={chart.points}
      series={series}
      usual={chart.before}
      onPick={pick}
      isQuiet
    />
  );
}
