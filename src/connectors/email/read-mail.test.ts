import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, labelledMails } from "#test/connectors/mail-simulator/labelled-mails.ts";
import { bareSubject, idOfMark, readIds } from "./message-ids.ts";
import { readMail } from "./read-mail.ts";

const raw = (lines: readonly string[]): Buffer => Buffer.from(lines.join("\r\n"), "latin1");
const head = ["From: Warga <Warga@Contoh.test>", "Message-ID: <a@b>", "Subject: Halo", "MIME-Version: 1.0"];

/** What the labels ask for and the code does not find; the docs tell of them. */
const knownMisses = ["a notice that only its words tell", "a bounce that nothing marks"];
const knownFolds = ["a disclaimer of a firm", "German program, Indonesian writer"];

describe("mails of our own invention", () => {
  it("are told apart by who wrote them, but for two that nothing marks", async () => {
    const misses: string[] = [];
    for (const one of labelledMails)
      if ((await readMail(bytesOf(one))).automatic !== one.automatic) misses.push(one.name);
    expect(misses).toEqual(knownMisses);
  });

  it("are parted from what they repeat, but for a disclaimer and a German program", async () => {
    const misses: string[] = [];
    for (const one of labelledMails)
      if ((await readMail(bytesOf(one))).text !== one.own) misses.push(one.name);
    expect(misses).toEqual(knownFolds);
  });
});

describe("a mail", () => {
  it("is read with its people, ids and files, told by their bytes", async () => {
    const read = await readMail(
      raw([
        "From: =?utf-8?B?QnVkaSDwn5iA?= <Budi@Contoh.Test>",
        "Reply-To: tanya@contoh.test",
        "To: Humas <humas@kota.test>, Grup: a@b.test, c@d.test;",
        "Subject: =?utf-8?Q?Jalan_rusak_=E2=80=93_RT_5?=",
        "Message-ID: <baru@contoh.test>",
        "In-Reply-To: <lama@kota.test>",
        "References: <awal@kota.test> <lama@kota.test>",
        "Date: Mon, 3 Nov 2025 10:05:00 +0700",
        "Content-Language: id-ID",
        'Content-Type: multipart/mixed; boundary="x"',
        "",
        "--x",
        "Content-Type: text/html; charset=utf-8",
        "",
        "<p>Halo&nbsp;<b>Humas</b></p><script>alert(1)</script>",
        "--x",
        'Content-Type: image/png; name="foto.png"',
        'Content-Disposition: attachment; filename="foto.png"',
        "Content-Transfer-Encoding: base64",
        "",
        Buffer.from("MZ\u0090\0 program").toString("base64"),
        "--x--",
      ]),
    );
    expect(read).toMatchObject({
      id: "baru@contoh.test",
      from: { address: "budi@contoh.test", name: "Budi 😀" },
      replyTo: [{ address: "tanya@contoh.test" }],
      to: [{ address: "humas@kota.test" }, { address: "a@b.test" }, { address: "c@d.test" }],
      subject: "Jalan rusak – RT 5",
      inReplyTo: "lama@kota.test",
      references: ["awal@kota.test", "lama@kota.test"],
      language: "id",
      text: "Halo Humas",
      automatic: null,
    });
    expect(read.date?.toISOString()).toBe("2025-11-03T03:05:00.000Z");
    const [file] = read.media;
    expect(file).toMatchObject({ kind: "file", name: "foto.png", url: "mid:baru%40contoh.test/part-1" });
    expect(file?.mediaType).not.toBe("image/png");
  });

  it("that came back tells which mail it was, and whom it did not reach", async () => {
    const { automatic, report } = await readMail(
      raw([
        "From: MAILER-DAEMON@mx.test",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
        "",
        "--x",
        "Content-Type: text/plain",
        "",
        "Maaf.",
        "--x",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.test",
        "",
        "Final-Recipient: rfc822; ratna@warta.test",
        "Action: failed",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 no such user",
        "",
        "--x",
        "Content-Type: message/rfc822",
        "",
        "Message-ID: <kita@kota.test>",
        "References: <awal@kota.test>",
        "Subject: Undangan",
        "",
        "Isi",
        "--x--",
      ]),
    );
    expect(automatic).toBe("bounce");
    expect(report).toEqual({
      id: "kita@kota.test",
      references: ["awal@kota.test"],
      recipients: [{ address: "ratna@warta.test", status: "5.1.1", said: "smtp; 550 no such user" }],
    });
  });

  const nested = (depth: number): Buffer => {
    const open = Array.from(
      { length: depth },
      (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
    );
    return Buffer.from(`${head.join("\r\n")}\r\n${open.join("")}Content-Type: text/plain\r\n\r\ndalam`);
  };

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["parts in parts without end", nested(5_000)],
    ["a header of 10 MB", raw([...head, `X-Besar: ${"x".repeat(10_000_000)}`, "", "isi"])],
    [
      "a header of a million lines",
      raw([...head, ...Array.from({ length: 300_000 }, () => "X-A: b"), "", "isi"]),
    ],
    ["a boundary that never comes", raw([...head, 'Content-Type: multipart/mixed; boundary="x"', "", "isi"])],
    ["no boundary at all", raw([...head, "Content-Type: multipart/mixed", "", "isi"])],
    [
      "a character set that is none",
      raw([...head, "Content-Type: text/plain; charset=x-klingon", "", "isi \xff\xfe"]),
    ],
    [
      "bytes that are not its character set",
      raw([...head, "Content-Type: text/plain; charset=utf-8", "", "isi \xe9\xff"]),
    ],
    ["base64 that is none", raw([...head, "Content-Transfer-Encoding: base64", "", "%%%isi%%%"])],
    ["a date that never was", raw([...head, "Date: Mon, 99 Foo 99999 99:99:99", "", "isi"])],
    ["no sender", raw(["Subject: x", "", "isi"])],
    ["addresses by the thousand", raw([...head, `To: ${"a@b.test, ".repeat(50_000)}`, "", "isi"])],
    [
      "ids that are none",
      raw(["From: a@b.test", "Message-ID: <a\0b>", `References: ${"<x@y> ".repeat(9_000)}`, "", "isi"]),
    ],
    [
      "HTML of nothing but tags",
      raw([...head, "Content-Type: text/html", "", "<div class='".repeat(100_000)]),
    ],
  ])("of %s is read all the same", async (_what, bytes) => {
    const begun = performance.now();
    const read = await readMail(bytes);
    expect(read.id).not.toBe("");
    expect(read.text.includes("\0")).toBe(false);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it("of any bytes is read, twice the same", async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
      fc.constantFrom("\r\n\r\n", "--x\r\n", "--x--\r\n", 'Content-Type: multipart/mixed; boundary="x"\r\n'),
      fc.constantFrom(
        "Content-Type: text/html\r\n",
        "From: <\r\n",
        "Message-ID: <>\r\n",
        "=?utf-8?B?8J+YgA",
        "<a><b",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
        const bytes = Buffer.from(pieces.join(""), "latin1");
        const read = await readMail(bytes);
        expect(await readMail(bytes)).toEqual(read);
        expect(read.text).not.toMatch(/[\0\u202e]/);
      }),
      { numRuns: 300 },
    );
  });
});

describe("ids and subjects", () => {
  it("come from the mark, the same at every attempt", () => {
    expect(idOfMark("m1", "humas@kota.test")).toBe(idOfMark("m1", "humas@kota.test"));
    expect(idOfMark("m1", "humas@kota.test")).not.toBe(idOfMark("m2", "humas@kota.test"));
    expect(readIds(`<${idOfMark("m1", "humas@kota.test")}>`)).toEqual([idOfMark("m1", "humas@kota.test")]);
  });

  it("are read as programs write them", () => {
    expect(readIds("<a@b>\r\n <c@d> <a@b>")).toEqual(["a@b", "c@d"]);
    expect(readIds("a@b")).toEqual(["a@b"]);
    expect(readIds("tanpa id")).toEqual([]);
    expect(bareSubject("Re: [EXT] Bls: RE[2]: Fwd: Banjir  Kota")).toBe("banjir kota");
  });
});
