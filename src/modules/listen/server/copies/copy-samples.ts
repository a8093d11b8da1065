import type { Db } from "#platform/db/database.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { copyQueue } from "./copy-queue.ts";
import { makeCopyMemory } from "./copy-window.ts";
import { findCopies } from "./find-copies.ts";

/** When they came in: the tests' now. */
const receivedAt = new Date("2026-03-17T07:20:00Z");

/** For tests: a press release, and the same as an outlet prints it. */
export const release = `Dinas Perhubungan Kota Melati mulai besok menutup jalur lambat Jalan Kenanga selama dua pekan untuk
perbaikan saluran air. Kepala dinas mengatakan kendaraan dialihkan ke Jalan Anggrek dan Jalan Dahlia, sedangkan bus kota tetap
melintas. Warga diminta berangkat lebih awal dan mengikuti petunjuk petugas di lapangan. Pekerjaan ditargetkan selesai
sebelum masa libur sekolah dimulai pada akhir bulan depan, kata dia, asalkan hujan tidak turun setiap hari.`;
export const edited = `Jalur lambat Jalan Kenanga ditutup dua pekan. ${release.replace("mulai besok", "per Senin")}`;
export const otherNews = `Harga cabai di pasar induk turun tajam setelah panen raya di tiga kabupaten. Pedagang menyebut pasokan
naik dua kali lipat dibanding bulan lalu, sementara permintaan rumah makan belum pulih. Petani berharap pemerintah membeli
sebagian hasil panen agar harga tidak jatuh lebih dalam lagi menjelang musim tanam berikutnya, ujar ketua kelompok tani.`;

/** For tests: an article of an outlet, published so many minutes past noon UTC on 1 March 2026. */
export const anArticle = (minute: number, outlet: string, text: string, parts: Partial<MentionDraft> = {}) =>
  aDraft(minute, {
    externalId: `${outlet} ${minute}`,
    url: null,
    outlet,
    title: `${outlet} ${minute}`,
    text,
    ...parts,
  });

/** For tests: stores mentions and queues them as the intake's event does. @returns their ids */
export async function storeAndQueue(
  db: Db,
  workspaceId: string,
  drafts: readonly MentionDraft[],
): Promise<string[]> {
  const { ids } = await storeMentions(db, workspaceId, drafts, receivedAt);
  await copyQueue.add(db, workspaceId, ids);
  return ids;
}

/** For tests: compares whatever waits. @returns how many */
export const compareAll = (db: Db, workspaceId: string, memory = makeCopyMemory()): Promise<number> =>
  findCopies({ db, memory, now: () => receivedAt }, workspaceId, new AbortController().signal);
