import { describe, expect, test } from "vitest";
import { testNow } from "#test/factories.ts";
import { suggestMapping } from "./suggest-mapping.ts";

const suggest = (columns: string[], ...rows: string[][]) => suggestMapping(columns, rows, testNow);

describe("a mapping is proposed", () => {
  test("from the names of an Indonesian monitoring table", () => {
    const columns = [
      "No",
      "Tanggal",
      "Nama Media",
      "Judul Berita",
      "Link",
      "Wartawan",
      "Jenis Media",
      "Sentimen",
    ];
    const row = ["1", "18/06/2025", "Kompas", "Banjir", "https://kompas.com/1", "Ratna", "Online", "Positif"];
    expect(suggest(columns, row).columns).toEqual({
      publishedAt: "Tanggal",
      outlet: "Nama Media",
      title: "Judul Berita",
      url: "Link",
      author: "Wartawan",
      channel: "Jenis Media",
    });
  });

  test("from nested fields of a network's own export, ids as text first", () => {
    const columns = [
      "id",
      "id_str",
      "created_at",
      "full_text",
      "user.created_at",
      "user.screen_name",
      "public_metrics.like_count",
      "public_metrics.retweet_count",
      "in_reply_to_status_id_str",
      "lang",
    ];
    const row = [
      "1",
      "1",
      "Wed Jun 18 02:12:00 +0000 2025",
      "halo",
      "2010-01-01",
      "ratna",
      "5",
      "2",
      "",
      "in",
    ];
    expect(suggest(columns, row).columns).toEqual({
      externalId: "id_str",
      publishedAt: "created_at",
      text: "full_text",
      author: "user.screen_name",
      likes: "public_metrics.like_count",
      shares: "public_metrics.retweet_count",
      parentId: "in_reply_to_status_id_str",
      language: "lang",
    });
  });

  test("from what stands in the columns where names say nothing", () => {
    const columns = ["A", "B", "C"];
    const rows = [
      ["https://a.test/1", "Banjir merendam ratusan rumah di Demak sejak pagi", "2025-06-18 09:12"],
      ["https://a.test/2", "Jalan rusak diperbaiki pemerintah kota pekan ini", "2025-06-19 10:12"],
    ];
    expect(suggest(columns, ...rows).columns).toEqual({ url: "A", text: "B", publishedAt: "C" });
  });

  test("not from a name alone when the cells hold something else", () => {
    const columns = ["judul", "tanggal", "type", "waktu"];
    const row = ["Banjir", "rahasia", "penting", "18/06/2025 09:12"];
    expect(suggest(columns, row).columns).toEqual({ title: "judul", publishedAt: "waktu" });
  });

  test("with the American order of dates only where no other is possible", () => {
    const rows = (...dates: string[]) => dates.map((date) => ["Banjir", date]);
    const order = (...dates: string[]) => suggest(["judul", "tanggal"], ...rows(...dates)).defaults.dateOrder;
    expect(order("05/25/2025", "05/06/2025")).toBe("mdy");
    expect(order("05/06/2025", "06/07/2025")).toBeUndefined();
    expect(order("25/05/2025", "05/06/2025")).toBeUndefined();
  });
});
