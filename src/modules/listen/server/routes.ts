import { implement } from "@orpc/server";
import { guardOperations } from "#platform/http/guard-operations.ts";
import type { IncomingRequest } from "#platform/http/incoming-request.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Logger } from "#platform/log/logger.ts";
import { listenContract } from "../contract/index.ts";
import { alertFollowRoutes } from "./alerts/alert-follow-routes.ts";
import type { AlertParts } from "./alerts/alert-handlers.ts";
import { alertRoutes } from "./alerts/alert-routes.ts";
import { analysisHandlers } from "./analysis/analysis-handlers.ts";
import { briefRoutes } from "./briefs/brief-routes.ts";
import { clippingRoutes } from "./clippings/clipping-routes.ts";
import type { SheetParts } from "./clippings/open-clipping-sheet.ts";
import { judgeCopy } from "./copies/judge-copy.ts";
import { listCopies } from "./copies/list-copies.ts";
import { undoCopyJudgement } from "./copies/undo-copy-judgement.ts";
import { entityRuleHandlers } from "./entity-rules/entity-rule-handlers.ts";
import { fieldNoteRoutes } from "./field-notes/field-note-routes.ts";
import { addNote } from "./mentions/add-note.ts";
import { checkMention } from "./mentions/check-mention.ts";
import { createClip } from "./mentions/create-clip.ts";
import { getMention } from "./mentions/get-mention.ts";
import { getRetention } from "./mentions/get-retention.ts";
import { listTags } from "./mentions/list-tags.ts";
import { markMentionsRead } from "./mentions/mark-mentions-read.ts";
import { removeNote } from "./mentions/remove-note.ts";
import { revealMention } from "./mentions/reveal-mention.ts";
import { tagMentions } from "./mentions/tag-mentions.ts";
import { undoChange } from "./mentions/undo-change.ts";
import { updateRetention } from "./mentions/update-retention.ts";
import { monitorHandlers } from "./monitors/monitor-handlers.ts";
import { networkRoutes } from "./network/network-routes.ts";
import { newsmakerHandlers } from "./newsmakers/newsmaker-handlers.ts";
import { getOriginalCheck } from "./originals/get-original-check.ts";
import { updateOriginalCheck } from "./originals/update-original-check.ts";
import { outletRoutes } from "./outlets/outlet-routes.ts";
import { addOwnContact } from "./personal-data/add-own-contact.ts";
import { getPersonalDataRules } from "./personal-data/get-personal-data-rules.ts";
import { listOwnContacts } from "./personal-data/list-own-contacts.ts";
import { removeOwnContact } from "./personal-data/remove-own-contact.ts";
import { updateOwnContact } from "./personal-data/update-own-contact.ts";
import { updatePersonalDataRules } from "./personal-data/update-personal-data-rules.ts";
import { getOverview, type OverviewParts } from "./search/get-overview.ts";
import { searchMentions } from "./search/search-mentions.ts";
import { summarizeMentions } from "./search/summarize-mentions.ts";
import { shareOfVoiceRoutes } from "./share-of-voice/share-of-voice-routes.ts";
import { previewClip } from "./sources/preview-clip.ts";
import type { PreviewParts } from "./sources/preview-source.ts";
import { sourceHandlers } from "./sources/source-routes.ts";
import { spikeHandlers } from "./spikes/spike-handlers.ts";
import { storyRouter } from "./stories/story-router.ts";
import { tagRuleRoutes } from "./tag-rules/tag-rule-routes.ts";
import { tagRoutes } from "./tags/tag-routes.ts";
import type { TransferServices } from "./transfers/import-parts.ts";
import { exportRoutes, importRoutes } from "./transfers/transfer-routes.ts";
import { trendRoutes } from "./trends/trend-routes.ts";

export type ListenRouterParts = PreviewParts &
  TransferServices &
  OverviewParts &
  AlertParts &
  SheetParts & { log: Logger; analyst: Analyst };

/** Joins the operations of listening to their contracts. */
export function createListenRouter(parts: ListenRouterParts) {
  const api = implement(listenContract).$context<IncomingRequest>().use(guardOperations(parts.log));
  const sources = sourceHandlers(parts);
  const analysis = analysisHandlers(parts);
  const rules = entityRuleHandlers(parts);
  const monitors = monitorHandlers(parts);
  const newsmakers = newsmakerHandlers();
  const spikes = spikeHandlers();
  return api.router({
    mentions: {
      searchMentions: api.mentions.searchMentions.handler(({ context, input }) =>
        searchMentions(context, input),
      ),
      summarizeMentions: api.mentions.summarizeMentions.handler(({ context, input }) =>
        summarizeMentions(context, input),
      ),
      getMention: api.mentions.getMention.handler(({ context, input }) => getMention(context, input)),
      revealMention: api.mentions.revealMention.handler(({ context, input }) =>
        revealMention(context, input),
      ),
      checkMention: api.mentions.checkMention.handler(({ context, input }) =>
        checkMention(context, input, parts.fetch),
      ),
      markMentionsRead: api.mentions.markMentionsRead.handler(({ context, input }) =>
        markMentionsRead(context, input),
      ),
      tagMentions: api.mentions.tagMentions.handler(({ context, input }) => tagMentions(context, input)),
      undoChange: api.mentions.undoChange.handler(({ context, input }) => undoChange(context, input)),
      listTags: api.mentions.listTags.handler(({ context }) => listTags(context)),
      addNote: api.mentions.addNote.handler(({ context, input }) => addNote(context, input)),
      removeNote: api.mentions.removeNote.handler(({ context, input }) => removeNote(context, input)),
    },
    personalData: {
      getPersonalDataRules: api.personalData.getPersonalDataRules.handler(({ context }) =>
        getPersonalDataRules(context),
      ),
      updatePersonalDataRules: api.personalData.updatePersonalDataRules.handler(({ context, input }) =>
        updatePersonalDataRules(context, input),
      ),
      listOwnContacts: api.personalData.listOwnContacts.handler(({ context }) => listOwnContacts(context)),
      addOwnContact: api.personalData.addOwnContact.handler(({ context, input }) =>
        addOwnContact(context, input),
      ),
      updateOwnContact: api.personalData.updateOwnContact.handler(({ context, input }) =>
        updateOwnContact(context, input),
      ),
      removeOwnContact: api.personalData.removeOwnContact.handler(({ context, input }) =>
        removeOwnContact(context, input),
      ),
    },
    clips: {
      createClip: api.clips.createClip.handler(({ context, input }) =>
        createClip(context, input, parts.analyst),
      ),
      previewClip: api.clips.previewClip.handler(({ context, input }) =>
        previewClip(context, input, parts.fetch),
      ),
    },
    overview: {
      getOverview: api.overview.getOverview.handler(({ context, input }) =>
        getOverview(context, input, parts),
      ),
    },
    analysis: {
      listPlaces: api.analysis.listPlaces.handler(() => analysis.listPlaces()),
      tryText: api.analysis.tryText.handler(({ context, input }) => analysis.tryText(context, input)),
      explainMention: api.analysis.explainMention.handler(({ context, input }) =>
        analysis.explainMention(context, input),
      ),
      judgeMention: api.analysis.judgeMention.handler(({ context, input }) =>
        analysis.judgeMention(context, input),
      ),
      undoJudgement: api.analysis.undoJudgement.handler(({ context, input }) =>
        analysis.undoJudgement(context, input),
      ),
      listJudgements: api.analysis.listJudgements.handler(({ context, input }) =>
        analysis.listJudgements(context, input),
      ),
      nextToCode: api.analysis.nextToCode.handler(({ context, input }) =>
        analysis.nextToCode(context, input),
      ),
      getAgreement: api.analysis.getAgreement.handler(({ context, input }) =>
        analysis.getAgreement(context, input),
      ),
      getEngine: api.analysis.getEngine.handler(({ context }) => analysis.getEngine(context)),
      analyseAgain: api.analysis.analyseAgain.handler(({ context, input }) =>
        analysis.analyseAgain(context, input),
      ),
      updateTeaching: api.analysis.updateTeaching.handler(({ context, input }) =>
        analysis.updateTeaching(context, input),
      ),
    },
    copies: {
      listCopies: api.copies.listCopies.handler(({ context, input }) => listCopies(context, input)),
      judgeCopy: api.copies.judgeCopy.handler(({ context, input }) => judgeCopy(context, input)),
      undoCopyJudgement: api.copies.undoCopyJudgement.handler(({ context, input }) =>
        undoCopyJudgement(context, input),
      ),
    },
    entityRules: {
      listEntityRules: api.entityRules.listEntityRules.handler(({ context }) =>
        rules.listEntityRules(context),
      ),
      createEntityRule: api.entityRules.createEntityRule.handler(({ context, input }) =>
        rules.createEntityRule(context, input),
      ),
      updateEntityRule: api.entityRules.updateEntityRule.handler(({ context, input }) =>
        rules.updateEntityRule(context, input),
      ),
      moveEntityRule: api.entityRules.moveEntityRule.handler(({ context, input }) =>
        rules.moveEntityRule(context, input),
      ),
      removeEntityRule: api.entityRules.removeEntityRule.handler(({ context, input }) =>
        rules.removeEntityRule(context, input),
      ),
      tryEntityRules: api.entityRules.tryEntityRules.handler(({ context, input }) =>
        rules.tryEntityRules(context, input),
      ),
    },
    monitors: {
      listMonitors: api.monitors.listMonitors.handler(({ context }) => monitors.listMonitors(context)),
      testMonitor: api.monitors.testMonitor.handler(({ context, input }) =>
        monitors.testMonitor(context, input),
      ),
      createMonitor: api.monitors.createMonitor.handler(({ context, input }) =>
        monitors.createMonitor(context, input),
      ),
      getMonitor: api.monitors.getMonitor.handler(({ context, input }) =>
        monitors.getMonitor(context, input),
      ),
      updateMonitor: api.monitors.updateMonitor.handler(({ context, input }) =>
        monitors.updateMonitor(context, input),
      ),
      removeMonitor: api.monitors.removeMonitor.handler(({ context, input }) =>
        monitors.removeMonitor(context, input),
      ),
      getMonitorFigures: api.monitors.getMonitorFigures.handler(({ context, input }) =>
        monitors.getMonitorFigures(context, input),
      ),
      listMonitorRevisions: api.monitors.listMonitorRevisions.handler(({ context, input }) =>
        monitors.listMonitorRevisions(context, input),
      ),
    },
    spikes: {
      listSpikes: api.spikes.listSpikes.handler(({ context, input }) => spikes.listSpikes(context, input)),
      getSpike: api.spikes.getSpike.handler(({ context, input }) => spikes.getSpike(context, input)),
    },
    newsmakers: {
      listNewsmakers: api.newsmakers.listNewsmakers.handler(({ context, input }) =>
        newsmakers.listNewsmakers(context, input),
      ),
      getNewsmaker: api.newsmakers.getNewsmaker.handler(({ context, input }) =>
        newsmakers.getNewsmaker(context, input),
      ),
      listNewsmakerQuotes: api.newsmakers.listNewsmakerQuotes.handler(({ context, input }) =>
        newsmakers.listNewsmakerQuotes(context, input),
      ),
      judgeNewsmaker: api.newsmakers.judgeNewsmaker.handler(({ context, input }) =>
        newsmakers.judgeNewsmaker(context, input),
      ),
      undoNewsmakerDecision: api.newsmakers.undoNewsmakerDecision.handler(({ context, input }) =>
        newsmakers.undoNewsmakerDecision(context, input),
      ),
    },
    clippings: clippingRoutes(parts),
    briefs: briefRoutes(parts),
    alerts: { ...alertRoutes(parts), ...alertFollowRoutes() },
    stories: storyRouter(),
    trends: trendRoutes(),
    shareOfVoice: shareOfVoiceRoutes(),
    tags: tagRoutes(parts),
    tagRules: tagRuleRoutes(parts),
    fieldNotes: fieldNoteRoutes(parts),
    outlets: outletRoutes(),
    network: networkRoutes(parts),
    retention: {
      getRetention: api.retention.getRetention.handler(({ context, input }) => getRetention(context, input)),
      updateRetention: api.retention.updateRetention.handler(({ context, input }) =>
        updateRetention(context, input),
      ),
    },
    originals: {
      getOriginalCheck: api.originals.getOriginalCheck.handler(({ context }) => getOriginalCheck(context)),
      updateOriginalCheck: api.originals.updateOriginalCheck.handler(({ context, input }) =>
        updateOriginalCheck(context, input),
      ),
    },
    exports: exportRoutes(parts),
    imports: importRoutes(parts),
    sources: {
      listSources: api.sources.listSources.handler(({ context }) => sources.listSources(context)),
      getSource: api.sources.getSource.handler(({ context, input }) => sources.getSource(context, input)),
      previewSource: api.sources.previewSource.handler(({ context, input }) =>
        sources.previewSource(context, input),
      ),
      createSource: api.sources.createSource.handler(({ context, input }) =>
        sources.createSource(context, input),
      ),
      createNetworkSource: api.sources.createNetworkSource.handler(({ context, input }) =>
        sources.createNetworkSource(context, input),
      ),
      updateNetworkSource: api.sources.updateNetworkSource.handler(({ context, input }) =>
        sources.updateNetworkSource(context, input),
      ),
      createSources: api.sources.createSources.handler(({ context, input }) =>
        sources.createSources(context, input),
      ),
      updateSource: api.sources.updateSource.handler(({ context, input }) =>
        sources.updateSource(context, input),
      ),
      removeSource: api.sources.removeSource.handler(({ context, input }) =>
        sources.removeSource(context, input),
      ),
      pollSource: api.sources.pollSource.handler(({ context, input }) => sources.pollSource(context, input)),
      listStarterOutlets: api.sources.listStarterOutlets.handler(() => sources.listStarterOutlets()),
      getSampleLoad: api.sources.getSampleLoad.handler(({ context }) => sources.getSampleLoad(context)),
      loadSample: api.sources.loadSample.handler(({ context }) => sources.loadSample(context)),
      importOpml: api.sources.importOpml.handler(({ context, input }) => sources.importOpml(context, input)),
      exportOpml: api.sources.exportOpml.handler(({ context }) => sources.exportOpml(context)),
    },
  });
}
