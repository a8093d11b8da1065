/** What a person said about a text and a story, or about two stories. */
export type StoryStatement =
  /** The text belongs there, or does not. */
  | { readonly kind: "pin" | "ban"; readonly text: string; readonly story: string }
  /** The two never become one, or are no longer kept from it. */
  | { readonly kind: "apart" | "together"; readonly story: string; readonly other: string }
  /** What is in the story belongs together. */
  | { readonly kind: "hold"; readonly story: string };

/** What people decided about stories and texts; stories that merge take their decisions along. */
export class StoryDecisions {
  private readonly merged = new Map<string, string>();
  private readonly pins = new Map<string, string>();
  private readonly bans = new Map<string, Set<string>>();
  private readonly apart = new Map<string, Set<string>>();
  private readonly held = new Set<string>();

  /** The story that goes on under an id: the one it merged into, if any. */
  current(storyId: string): string {
    let id = storyId;
    for (let into = this.merged.get(id); into !== undefined; into = this.merged.get(id)) id = into;
    return id;
  }

  /** Puts these statements, in the order in which they were made, in the place of all before. Merges stay. */
  replace(statements: readonly StoryStatement[]): void {
    for (const all of [this.pins, this.bans, this.apart, this.held]) all.clear();
    for (const said of statements) {
      if (said.kind === "pin") this.pin(said.text, said.story);
      else if (said.kind === "ban") this.ban(said.text, said.story);
      else if (said.kind === "apart") this.keepApart(said.story, said.other);
      else if (said.kind === "together") this.letMeet(said.story, said.other);
      else this.hold(this.current(said.story));
    }
  }

  pin(textId: string, storyId: string): void {
    this.pins.set(textId, storyId);
    this.bans.get(textId)?.delete(storyId);
  }

  /** Where a person put the text. */
  pinOf(textId: string): string | undefined {
    const storyId = this.pins.get(textId);
    return storyId === undefined ? undefined : this.current(storyId);
  }

  ban(textId: string, storyId: string): void {
    if (this.pinOf(textId) === this.current(storyId)) this.pins.delete(textId);
    const banned = this.bans.get(textId) ?? new Set();
    this.bans.set(textId, banned.add(storyId));
  }

  isBanned(textId: string, storyId: string): boolean {
    const banned = this.bans.get(textId);
    return banned !== undefined && [...banned].some((id) => this.current(id) === storyId);
  }

  keepApart(a: string, b: string): void {
    const [one, other] = [this.current(a), this.current(b)];
    if (one === other) return;
    this.apart.set(one, (this.apart.get(one) ?? new Set()).add(other));
    this.apart.set(other, (this.apart.get(other) ?? new Set()).add(one));
  }

  private letMeet(a: string, b: string): void {
    this.apart.get(this.current(a))?.delete(this.current(b));
    this.apart.get(this.current(b))?.delete(this.current(a));
  }

  areApart(a: string, b: string): boolean {
    return this.apart.get(a)?.has(b) ?? false;
  }

  /** A held story is one that a person put together: the machine does not split it. */
  hold(storyId: string): void {
    this.held.add(storyId);
  }

  isHeld(storyId: string): boolean {
    return this.held.has(storyId);
  }

  /** `from` goes on as `into`. */
  merge(into: string, from: string): void {
    this.merged.set(from, into);
    if (this.held.delete(from)) this.held.add(into);
    const apart = this.apart.get(from);
    this.apart.delete(from);
    for (const other of apart ?? []) {
      this.apart.get(other)?.delete(from);
      if (other !== into) this.keepApart(into, other);
    }
  }
}
