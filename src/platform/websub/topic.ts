/** A feed as it stands now. */
export interface PublishedTopic {
  readonly workspaceId: string;
  /** Its own address, under which it is subscribed to. */
  readonly selfUrl: string;
  /** The hub that the feed names: ours, or one elsewhere. */
  readonly hubUrl: string;
  readonly body: string;
  readonly mediaType: string;
}

/** Reads what stands under the address of a feed; null for an address that is none of ours, or is switched off. */
export type ReadTopic = (address: string) => Promise<PublishedTopic | null>;

/** Where the desk's own hub is. */
export const hubPath = "/hub";
export const hubOf = (deskUrl: string): string => `${deskUrl}${hubPath}`;
