/** What makes a text hostile. */
export const hostilityKinds = ["insult", "obscenity", "slur", "threat"] as const;
export type HostilityKind = (typeof hostilityKinds)[number];

/** 1 rude, 2 hostile, 3 severe. */
export type Strength = 1 | 2 | 3;

/** A hostile word or phrase; offsets in UTF-16 units, end exclusive. */
export interface HostileWords {
  kind: HostilityKind;
  strength: Strength;
  start: number;
  end: number;
  /** Whether it is aimed at somebody whom the text addresses or names. */
  isAimed: boolean;
}

/** What in a text can be checked: where, when, how much, and about which service. */
export const claimParts = ["place", "time", "amount", "service"] as const;
export type ClaimPart = (typeof claimParts)[number];
export interface ClaimMark {
  part: ClaimPart;
  start: number;
  end: number;
}

export interface Hostility {
  /** 0 none, 1 rude, 2 hostile, 3 severe: a threat, a slur against a group, or abuse heaped up. */
  level: 0 | 1 | 2 | 3;
  words: HostileWords[];
  /**
   * The text names at least two things that can be checked. Who does so is a critic, however rude: the counterweight to
   * the level (a critic is not a hater).
   */
  isCheckable: boolean;
  claims: ClaimMark[];
}
