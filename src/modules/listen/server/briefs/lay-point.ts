import type { SentBrief } from "../../contract/brief.ts";
import { ownWords, type Veil } from "../personal-data/veil.ts";
import { titleOf } from "../stories/story-titles.ts";
import { type BriefSide, queryOf, streamPath } from "./brief-sides.ts";
import type { BriefVoice } from "./brief-voice.ts";
import type { BriefPoint } from "./choose-points.ts";
import type { BriefSpike } from "./find-brief-spikes.ts";

type Point = SentBrief["points"][number];

/** From this share of negative mentions on it is told why. */
const tellingShare = 0.2;

/** One of the things that matter, with its reasons in sentences. */
export function layPoint(point: BriefPoint, side: BriefSide, voice: BriefVoice, veil: Veil): Point {
  if (point.kind === "tone") return layTone(point, side, voice);
  if (point.kind === "spike") return laySpike(point, voice, veil);
  const { say, whole, percent, moment } = voice;
  const { story, before, course, spikes } = point;
  const [spike] = spikes;
  const share = story.negative / story.mentions;
  const size = { mentions: whole(story.mentions), outlets: whole(story.outlets), before: whole(before) };
  const reasons = [
    say(course === "new" ? "why.new" : before === 0 ? "why.size" : `why.${course}`, size),
    ...(course === "new"
      ? [say("why.began", { outlet: story.first_outlet, at: moment(story.first_published_at) })]
      : []),
    ...(spike ? [spikeWords(spike, voice)] : []),
    ...(share >= tellingShare
      ? [say("why.negative", { share: percent(share), count: whole(story.negative) })]
      : []),
    ...(story.is_ours ? [say("why.ours")] : []),
  ];
  return {
    title: titleOf(story, veil),
    reasons: reasons.map(ownWords),
    path: streamPath(queryOf(side, `story:${story.id}`)),
    links: [
      { label: say("link.story"), path: `/cerita/${story.id}` },
      ...(spike ? [spikeLink(spike, voice)] : []),
    ],
  };
}

const spikeLink = ({ id }: BriefSpike, { say }: BriefVoice) => ({
  label: say("link.spike"),
  path: `/lonjakan/${id}`,
});

function spikeWords(spike: BriefSpike, { say, whole, moment }: BriefVoice): string {
  const values = {
    count: whole(spike.peak_count),
    expected: whole(Math.max(1, Math.round(spike.peak_expected))),
    at: moment(spike.peak_at),
  };
  if (spike.minutes < 60) return say("why.spike_minutes", { ...values, minutes: spike.minutes });
  return say(spike.minutes === 60 ? "why.spike_hour" : "why.spike_hours", {
    ...values,
    hours: spike.minutes / 60,
  });
}

function laySpike({ spikes }: Extract<BriefPoint, { kind: "spike" }>, voice: BriefVoice, veil: Veil): Point {
  const [spike] = spikes;
  const { say } = voice;
  const name = spike?.kind === "newsmaker" ? veil(null).words(spike.name) : (spike?.name ?? "");
  return {
    title: ownWords(name === "" ? say("spike_of_all") : say("spike_of", { name })),
    reasons: spikes.map((one) => ownWords(spikeWords(one, voice))),
    path: `/lonjakan/${spike?.id ?? ""}`,
    links: spikes.map((one) => spikeLink(one, voice)),
  };
}

function layTone(
  { share, shareBefore, count }: Extract<BriefPoint, { kind: "tone" }>,
  side: BriefSide,
  { say, whole, percent }: BriefVoice,
): Point {
  return {
    title: ownWords(say("tone_rises")),
    reasons: [
      ownWords(say("why.tone", { share: percent(share), before: percent(shareBefore), count: whole(count) })),
    ],
    path: streamPath(queryOf(side, "tone:negative")),
    links: [],
  };
}
