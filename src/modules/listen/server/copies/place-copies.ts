import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Like } from "#text/likeness/kind-of-likeness.ts";
import { putMembers, refreshGroups } from "./copy-groups.ts";
import { type Chosen, type CopyFacts, copyKind } from "./copy-rules.ts";
import type { CopyDb, CopyMemberTable } from "./copy-tables.ts";

/** Sorts the mentions of one batch into groups, in memory, and writes all of it at the end. */
export class CopyPlacer {
  private readonly members: CopyMemberTable[] = [];
  private readonly touched = new Set<string>();
  /** Groups that turned out to be another one. */
  private readonly merged = new Map<string, string>();

  private readonly workspaceId: string;
  private readonly facts: ReadonlyMap<string, CopyFacts>;
  private readonly at: Date;

  constructor(workspaceId: string, facts: ReadonlyMap<string, CopyFacts>, at: Date) {
    this.workspaceId = workspaceId;
    this.facts = facts;
    this.at = at;
  }

  /** Puts a mention beside the one it is a copy of. */
  place(own: CopyFacts, { best, others }: Chosen): void {
    if (own.groupId !== null) return;
    const partner = this.facts.get(best.id);
    if (!partner) return;
    const groupId = this.groupOf(partner);
    const began = partner.groupBegan ?? partner.publishedAt;
    this.join(own, groupId, best, began < own.publishedAt ? began : own.publishedAt);
    for (const other of others) {
      const facts = this.facts.get(other.id);
      const otherGroup = facts?.groupId && this.resolve(facts.groupId);
      if (otherGroup && otherGroup !== this.resolve(groupId)) this.merge(otherGroup, this.resolve(groupId));
    }
  }

  /** Writes what was placed. */
  async write(tx: CopyDb): Promise<void> {
    for (const [gone, kept] of this.merged)
      await sql`update listen.copy_member set group_id = ${this.resolve(kept)}::uuid
        where workspace_id = ${this.workspaceId}::uuid and group_id = ${gone}::uuid`.execute(tx);
    await putMembers(
      tx,
      this.members.map((member) => ({ ...member, group_id: this.resolve(member.group_id) })),
    );
    const groups = [...this.touched].flatMap((id) => [id, this.resolve(id)]);
    await refreshGroups(tx, this.workspaceId, groups, this.at);
  }

  private groupOf(partner: CopyFacts): string {
    if (partner.groupId !== null) return this.resolve(partner.groupId);
    const groupId = randomUUID();
    this.join(partner, groupId, null, partner.publishedAt);
    return groupId;
  }

  private join(facts: CopyFacts, groupId: string, like: Like | null, began: Date): void {
    facts.groupId = groupId;
    facts.groupBegan = began;
    this.touched.add(groupId);
    this.members.push({
      workspace_id: this.workspaceId,
      mention_id: facts.id,
      published_at: facts.publishedAt,
      group_id: groupId,
      ordered_at: facts.orderedAt,
      outlet: facts.outlet,
      kind: like === null ? "origin" : copyKind(like),
      similarity: like?.similarity ?? null,
      share: like?.share ?? null,
      like_id: like?.id ?? null,
      joined_at: this.at,
    });
  }

  private merge(gone: string, kept: string): void {
    this.merged.set(gone, kept);
    this.touched.add(gone).add(kept);
  }

  private resolve(id: string): string {
    const kept = this.merged.get(id);
    return kept === undefined ? id : this.resolve(kept);
  }
}
