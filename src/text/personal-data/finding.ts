/** What can identify or reach a person. */
export const personalDataKinds = [
  "nationalId",
  "taxId",
  "phone",
  "email",
  "address",
  "plate",
  "account",
  "position",
] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

/** A stretch of a text that identifies or reaches a person; offsets in UTF-16 units, end exclusive. */
export interface PersonalData {
  kind: PersonalDataKind;
  start: number;
  end: number;
  /** Whether the form alone proves it (a valid date and region, a country code), or only suggests it. */
  isCertain: boolean;
}
