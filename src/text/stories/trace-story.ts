/** Who spoke: the press, or the public on networks and elsewhere. */
export type StorySide = "press" | "public";

/** A text of a story with who said it. */
export interface StoryVoiceText {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly side: StorySide;
  /** The outlet or account. */
  readonly voice: string;
}

/** An outlet or account in a story. */
export interface StoryVoice {
  readonly voice: string;
  readonly side: StorySide;
  readonly texts: number;
  /** Its first text, and how long after the first of all. */
  readonly firstId: string;
  readonly first: number;
  readonly afterMs: number;
}

/** How a story travelled. */
export interface StoryTrace {
  /** The first text of all. */
  readonly began: StoryVoice;
  /** The first text of the other side: where the story crossed over; null where it has not. */
  readonly crossed: StoryVoice | null;
  /** How long until so many voices spoke of it; null where there are not so many. */
  readonly threeVoicesMs: number | null;
  readonly tenVoicesMs: number | null;
  /** How long until half of all texts were said. */
  readonly halfMs: number;
  /** How long both sides took to say half of what they said: which one led; null where a side is silent. */
  readonly leadMs: number | null;
  /** Every voice, in the order in which they joined. */
  readonly voices: readonly StoryVoice[];
}

/**
 * Where a story began, when it crossed between press and public, and how fast it spread. `leadMs` is above zero where the
 * press spoke first in the middle of its texts, below where the public did.
 * @throws RangeError when there is no text
 */
export function traceStory(texts: readonly StoryVoiceText[]): StoryTrace {
  const inOrder = texts.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const voices = voicesOf(inOrder);
  const [began] = voices;
  if (began === undefined) throw new RangeError("a story has at least one text");
  const middleOf = (side?: StorySide): number | undefined => {
    const times = inOrder.filter((text) => side === undefined || text.side === side).map(({ time }) => time);
    return times[Math.ceil(times.length / 2) - 1];
  };
  const [press, everyone] = [middleOf("press"), middleOf("public")];
  return {
    began,
    crossed: voices.find(({ side }) => side !== began.side) ?? null,
    threeVoicesMs: voices[2]?.afterMs ?? null,
    tenVoicesMs: voices[9]?.afterMs ?? null,
    halfMs: (middleOf() ?? began.first) - began.first,
    leadMs: press === undefined || everyone === undefined ? null : everyone - press,
    voices,
  };
}

function voicesOf(inOrder: readonly StoryVoiceText[]): StoryVoice[] {
  const start = inOrder[0]?.time ?? 0;
  const voices = new Map<string, StoryVoice>();
  for (const { id, time, side, voice } of inOrder) {
    const key = `${side} ${voice}`;
    const known = voices.get(key);
    voices.set(
      key,
      known
        ? { ...known, texts: known.texts + 1 }
        : { voice, side, texts: 1, firstId: id, first: time, afterMs: time - start },
    );
  }
  return [...voices.values()];
}
