import type { Db, Tx } from "#platform/db/database.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Locale } from "#shared/ids.ts";
import type { Agreement } from "../../contract/analysis.ts";
import type { SentBrief } from "../../contract/brief.ts";
import { getAgreement } from "../analysis/get-agreement.ts";
import { findOffice } from "../clippings/clipping-plan-store.ts";
import type { KeptContent } from "../clippings/clipping-tables.ts";
import { openVeil } from "../personal-data/veil.ts";
import { withStories } from "../stories/story-tables.ts";
import type { BriefFacts } from "./brief-facts.ts";
import {
  countOutlets,
  countStories,
  readMonitors,
  readNames,
  readOutlets,
  readSide,
  readStories,
} from "./brief-figures.ts";
import { type BriefSides, barHours, queryOf } from "./brief-sides.ts";
import { choosePoints } from "./choose-points.ts";
import { findBriefSpikes } from "./find-brief-spikes.ts";
import { layBrief } from "./lay-brief.ts";

const shownOutlets = 6;
const shownNames = 12;

/** A brief as it is kept, beside the figures that lists of clippings tell. */
export type BriefMade = KeptContent & { brief: SentBrief };

type BriefOrder = { title: string | null; language: Locale; sides: BriefSides; translate: Translate };

/** Writes a brief of what monitors found, as it is known now. */
export async function composeBrief(
  plainDb: Db | Tx,
  workspaceId: string,
  { title, language, sides, translate }: BriefOrder,
): Promise<BriefMade> {
  const db = withStories(plainDb);
  const { now, before } = sides;
  const [figures, figuresBefore] = [
    await readSide(db, workspaceId, now, barHours(now)),
    await readSide(db, workspaceId, before, barHours(now)),
  ];
  const stories = await readStories(db, workspaceId, now);
  const storiesOfBefore = await readStories(db, workspaceId, before);
  const told = [...new Set([...stories, ...storiesOfBefore].map(({ id }) => id))];
  const storiesBefore = await countStories(db, workspaceId, before, told);
  const storiesNow = await countStories(db, workspaceId, now, told);
  const isNew = ({ first_at }: { first_at: Date }): boolean => first_at >= now.from && first_at < now.until;
  const points = choosePoints({
    stories,
    storiesBefore,
    spikes: await findBriefSpikes(db, workspaceId, now),
    now: { mentions: figures.mentions, negative: figures.tones.negative },
    before: { mentions: figuresBefore.mentions, negative: figuresBefore.tones.negative },
    isNew,
  });
  const outlets = await readOutlets(db, workspaceId, now, shownOutlets);
  const names = await readNames(db, workspaceId, now, shownNames);
  const agreement: Agreement = (await getAgreement({ db: plainDb as Db, workspaceId }, { trait: "tone" }))
    .engine;
  const facts: BriefFacts = {
    title,
    sides,
    figures,
    figuresBefore,
    points,
    stories,
    storiesOfBefore,
    storiesBefore,
    storiesNow,
    isNew,
    monitors: await readMonitors(db, workspaceId, now),
    monitorsBefore: await readMonitors(db, workspaceId, before),
    outlets,
    outletsBefore: await countOutlets(
      db,
      workspaceId,
      before,
      outlets.map(({ key }) => key),
    ),
    names,
    namesBefore: await readNames(db, workspaceId, before, 4 * shownNames),
    agreement,
  };
  const office = await findOffice(plainDb, workspaceId);
  const veil = await openVeil(plainDb, workspaceId);
  return {
    figures: {
      mentions: figures.mentions,
      outlets: figures.outlets,
      tones: figures.tones,
      corrected: figures.corrected,
      leftOut: 0,
      query: queryOf(now),
    },
    sections: [],
    brief: layBrief(facts, { ...office, language, translate, veil }),
  };
}
