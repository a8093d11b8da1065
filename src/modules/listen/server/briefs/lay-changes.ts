import type { SentBrief } from "../../contract/brief.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { ownWords, type Veil } from "../personal-data/veil.ts";
import { titleOf } from "../stories/story-titles.ts";
import type { BriefFacts } from "./brief-facts.ts";
import type { BriefStory } from "./brief-figures.ts";
import { queryOf, streamPath } from "./brief-sides.ts";
import type { BriefVoice } from "./brief-voice.ts";
import { courseOf } from "./choose-points.ts";

type Change = SentBrief["changes"][number];

const mostStories = 2;
const mostShared = 4;
const mostNames = 4;
/** A name or a monitor has moved from so many mentions on. */
const fewestOfMoved = 5;

const line = (text: string | ShownWords, path: string | null): Change => ({ text: ownWords(text), path });

/** What is other than on the other side; of two choices of monitors, what they have in common. */
export function layChanges(
  facts: BriefFacts,
  [name, other]: readonly [string, string],
  voice: BriefVoice,
  veil: Veil,
): Change[] {
  if (facts.sides.kind === "monitors") return laySharedStories(facts, [name, other], voice, veil);
  return [
    ...layVolume(facts, voice),
    ...layMonitors(facts, voice),
    ...layNewStories(facts, voice, veil),
    ...layFading(facts, voice, veil),
    ...layNames(facts, voice, veil),
  ];
}

function layVolume(
  { sides, figures, figuresBefore }: BriefFacts,
  { say, whole, percent }: BriefVoice,
): Change[] {
  const [now, before] = [figures.mentions, figuresBefore.mentions];
  const values = {
    now: whole(now),
    before: whole(before),
    by: before === 0 ? "" : percent(Math.abs(now - before) / before),
  };
  const key = before === 0 ? "first" : now > before ? "more" : now < before ? "fewer" : "same";
  const share = (mentions: number, negative: number): string =>
    percent(mentions === 0 ? 0 : negative / mentions);
  const tones = {
    now: share(now, figures.tones.negative),
    before: share(before, figuresBefore.tones.negative),
  };
  return [
    line(say(`change.${key}`, values), streamPath(queryOf(sides.now))),
    ...(before === 0 || now === 0
      ? []
      : [
          line(
            say(tones.now === tones.before ? "change.tone_same" : "change.tone", tones),
            streamPath(queryOf(sides.now, "tone:negative")),
          ),
        ]),
  ];
}

/** The monitor that moved most, if there are several. */
function layMonitors({ sides, monitors, monitorsBefore }: BriefFacts, { say, whole }: BriefVoice): Change[] {
  if (monitors.length < 2) return [];
  const before = new Map(monitorsBefore.map(({ key, mentions }) => [key, mentions]));
  const [most] = monitors
    .map((one) => ({ ...one, before: before.get(one.key) ?? 0 }))
    .filter((one) => Math.abs(one.mentions - one.before) >= fewestOfMoved)
    .toSorted((a, b) => Math.abs(b.mentions - b.before) - Math.abs(a.mentions - a.before));
  if (!most) return [];
  const side = { ...sides.now, monitors: sides.now.monitors.filter(({ id }) => id === most.key) };
  return [
    line(
      say(most.mentions > most.before ? "change.monitor_up" : "change.monitor_down", {
        name: most.label,
        now: whole(most.mentions),
        before: whole(most.before),
      }),
      streamPath(queryOf(side)),
    ),
  ];
}

const isPoint = ({ points }: BriefFacts, id: string): boolean =>
  points.some((point) => point.kind === "story" && point.story.id === id);

function layNewStories(facts: BriefFacts, { say, whole }: BriefVoice, veil: Veil): Change[] {
  return facts.stories
    .filter((story) => facts.isNew(story) && !isPoint(facts, story.id))
    .slice(0, mostStories)
    .map((story) =>
      line(
        say("change.new_story", { title: titleOf(story, veil), mentions: whole(story.mentions) }),
        `/cerita/${story.id}`,
      ),
    );
}

function layFading(facts: BriefFacts, { say, whole }: BriefVoice, veil: Veil): Change[] {
  const isFading = ({ id }: BriefStory): boolean =>
    courseOf(facts.storiesNow.get(id) ?? 0, facts.storiesBefore.get(id) ?? 0, false) === "fading";
  return facts.storiesOfBefore
    .filter((story) => story.mentions >= fewestOfMoved && isFading(story) && !isPoint(facts, story.id))
    .slice(0, mostStories)
    .map((story) =>
      line(
        say("change.fading", {
          title: titleOf(story, veil),
          before: whole(story.mentions),
          now: whole(facts.storiesNow.get(story.id) ?? 0),
        }),
        `/cerita/${story.id}`,
      ),
    );
}

function layNames({ names, namesBefore }: BriefFacts, { say, whole }: BriefVoice, veil: Veil): Change[] {
  const before = new Map(namesBefore.map(({ kind, key, mentions }) => [`${kind} ${key}`, mentions]));
  const risen = names
    .map((one) => ({ ...one, before: before.get(`${one.kind} ${one.key}`) ?? 0 }))
    .filter((one) => one.mentions >= fewestOfMoved && one.mentions >= 1.5 * one.before)
    .toSorted((a, b) => b.mentions - b.before - (a.mentions - a.before))
    .slice(0, mostNames)
    .map((one) =>
      say("change.name", {
        name: veil("news").words(one.label),
        now: whole(one.mentions),
        before: whole(one.before),
      }),
    );
  return risen.length === 0 ? [] : [line(say("change.names", { names: risen.join(", ") }), "/tokoh")];
}

function laySharedStories(
  facts: BriefFacts,
  [name, other]: readonly [string, string],
  { say, whole }: BriefVoice,
  veil: Veil,
): Change[] {
  const shared = facts.stories
    .filter(({ id }) => (facts.storiesBefore.get(id) ?? 0) > 0)
    .slice(0, mostShared);
  if (shared.length === 0) return [line(say("shared_none"), null)];
  return shared.map((story) =>
    line(
      say("shared_story", {
        title: titleOf(story, veil),
        name,
        now: whole(story.mentions),
        other,
        before: whole(facts.storiesBefore.get(story.id) ?? 0),
      }),
      `/cerita/${story.id}`,
    ),
  );
}
