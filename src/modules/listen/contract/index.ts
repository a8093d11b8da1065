import { alertContract } from "./alert.ts";
import { alertFollowContract } from "./alert-follow.ts";
import { analysisContract } from "./analysis-operations.ts";
import { briefContract } from "./brief.ts";
import { briefEditContract } from "./brief-edit.ts";
import { clippingContract } from "./clipping.ts";
import { clipContract } from "./clips.ts";
import { copyContract } from "./copies.ts";
import { entityRuleContract } from "./entity-rules.ts";
import { exportContract } from "./exports.ts";
import { fieldNoteContract } from "./field-note.ts";
import { importContract } from "./imports.ts";
import { mentionContract } from "./mentions.ts";
import { monitorContract } from "./monitor.ts";
import { networkContract } from "./network.ts";
import { networkSourceContract } from "./network-sources.ts";
import { newsmakerContract } from "./newsmaker.ts";
import { outletContract } from "./outlet.ts";
import { originalContract, overviewContract, retentionContract } from "./overview.ts";
import { personalDataContract } from "./personal-data.ts";
import { shareOfVoiceContract } from "./share-of-voice.ts";
import { sourceContract } from "./sources.ts";
import { spikeContract } from "./spike.ts";
import { storyContract } from "./story.ts";
import { tagContract } from "./tag.ts";
import { tagRuleContract } from "./tag-rule.ts";
import { trendContract } from "./trend.ts";

/** The operations of the listening module. */
export const listenContract = {
  mentions: mentionContract,
  clips: clipContract,
  clippings: clippingContract,
  briefs: { ...briefContract, ...briefEditContract },
  exports: exportContract,
  sources: { ...sourceContract, ...networkSourceContract },
  imports: importContract,
  overview: overviewContract,
  retention: retentionContract,
  originals: originalContract,
  analysis: analysisContract,
  entityRules: entityRuleContract,
  copies: copyContract,
  monitors: monitorContract,
  newsmakers: newsmakerContract,
  outlets: outletContract,
  network: networkContract,
  stories: storyContract,
  alerts: { ...alertContract, ...alertFollowContract },
  spikes: spikeContract,
  trends: trendContract,
  shareOfVoice: shareOfVoiceContract,
  tags: tagContract,
  tagRules: tagRuleContract,
  fieldNotes: fieldNoteContract,
  personalData: personalDataContract,
};
