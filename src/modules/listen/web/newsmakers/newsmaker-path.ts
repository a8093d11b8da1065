/** The address of somebody's page. */
export const newsmakerPath = ({ kind, key }: { kind: string; key: string }): string =>
  `/tokoh/${kind}/${encodeURIComponent(key)}`;
