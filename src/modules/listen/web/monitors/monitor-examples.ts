import type { MonitorSettings } from "../../contract/monitor.ts";

type Example = { key: "own" | "leader" | "programme" } & Pick<
  MonitorSettings,
  "kind" | "colour" | "q" | "exclude"
>;

/** What an office begins with, each a whole query to put one's own names into. */
export const monitorExamples: readonly Example[] = [
  {
    key: "own",
    kind: "ours",
    colour: "1",
    q: '"Dinas Kesehatan" OR Dinkes OR @dinkes',
    exclude: '"lowongan kerja" OR loker',
  },
  {
    key: "leader",
    kind: "ours",
    colour: "2",
    q: "(gubernur OR wagub) NEAR/5 (khofifah OR emil)",
    exclude: "",
  },
  {
    key: "programme",
    kind: "topic",
    colour: "6",
    q: '"makan bergizi gratis" OR MBG OR #makanbergizi',
    exclude: "",
  },
];
