import type { Agreement } from "../../contract/analysis.ts";
import type { BriefStory, Ranked, SideFigures } from "./brief-figures.ts";
import type { BriefSides } from "./brief-sides.ts";
import type { BriefPoint } from "./choose-points.ts";

/** Everything a brief tells, as counted. */
export type BriefFacts = {
  title: string | null;
  sides: BriefSides;
  figures: SideFigures;
  figuresBefore: SideFigures;
  points: readonly BriefPoint[];
  stories: readonly BriefStory[];
  storiesOfBefore: readonly BriefStory[];
  storiesBefore: ReadonlyMap<string, number>;
  storiesNow: ReadonlyMap<string, number>;
  isNew: (story: BriefStory) => boolean;
  monitors: readonly Ranked[];
  monitorsBefore: readonly Ranked[];
  outlets: readonly Ranked[];
  outletsBefore: ReadonlyMap<string, number>;
  names: readonly (Ranked & { kind: "person" | "organisation" })[];
  namesBefore: readonly (Ranked & { kind: "person" | "organisation" })[];
  agreement: Agreement;
};
