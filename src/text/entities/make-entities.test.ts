import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readGazetteer } from "../places/read-gazetteer.ts";
import { makeReader } from "../read/make-reader.ts";
import { readEntityModel } from "./entity-model.ts";
import { type Entity, makeEntities } from "./make-entities.ts";

const read = makeReader({ normalise: (exact) => [exact], stem: (word) => word });
const dataFile = (name: string) => readFileSync(new URL(`../../../data/${name}`, import.meta.url));
const knowledge = {
  model: readEntityModel(dataFile("language/entities/model.bin")),
  gazetteer: readGazetteer(dataFile("gazetteer/places.tsv").toString("utf8")),
};
const find = makeEntities(knowledge);
const entitiesOf = (text: string): readonly Entity[] => find(read(text)).entities;

/** `kind name = code of the likeliest place (office, of what)`. */
function describeEntity(entity: Entity, all: readonly Entity[]): string {
  const { kind, name, role, placeCandidates } = entity;
  const place = placeCandidates?.[0];
  const of = role?.of === undefined ? "" : `, ${all[role.of]?.name}`;
  return [
    `${kind} ${name}`,
    place === undefined ? "" : ` = ${place.code ?? "people"}`,
    role === undefined ? "" : ` (${role.title}${of})`,
  ].join("");
}

/** Own sentences: news, letters to the office and chat, with offices, places of one name and words that are no places. */
const sentences: [text: string, entities: string[]][] = [
  [
    "Gubernur Jawa Timur Khofifah Indar Parawansa meninjau banjir di Kabupaten Banjar, Kalimantan Selatan.",
    [
      "place Jawa Timur = 35",
      "person Khofifah Indar Parawansa (gubernur, Jawa Timur)",
      "place Kabupaten Banjar = 63.03",
      "place Kalimantan Selatan = 63",
    ],
  ],
  [
    "Wali Kota Surabaya Eri Cahyadi menegur Dinas Perhubungan karena macet di Jalan Ahmad Yani.",
    [
      "place Surabaya = 35.78",
      "person Eri Cahyadi (wali kota, Surabaya)",
      "organisation Dinas Perhubungan",
      "place Jalan Ahmad Yani",
    ],
  ],
  ["jalan rusak di kab. banjar ga pernah diperbaiki, tolong pak bupati", ["place kab. banjar = 63.03"]],
  [
    "min, air pdam di gubeng surabaya mati dari subuh",
    ["organisation pdam", "place gubeng surabaya = 35.78.08"],
  ],
  [
    "Ketua Umum PDI Perjuangan Megawati Soekarnoputri bertemu Presiden Joko Widodo di Jakarta.",
    [
      "organisation PDI Perjuangan",
      "person Megawati Soekarnoputri (ketua umum, PDI Perjuangan)",
      "person Joko Widodo (presiden)",
      "place Jakarta = 31",
    ],
  ],
  ["pemkot surabaya kapan perbaiki jalan di kec. baru?", ["organisation pemkot surabaya = 35.78"]],
  [
    "Polrestabes Makassar menangkap dua pelaku begal di Panakkukang, Makassar.",
    ["organisation Polrestabes Makassar = 73.71", "place Panakkukang = 73.71.09", "place Makassar = 73.71"],
  ],
  ["Bupati Banjar mengundurkan diri", ["place Banjar = 63.03"]],
  [
    "PT Semen Indonesia membantah mencemari sungai di Rembang, Jawa Tengah",
    ["organisation PT Semen Indonesia", "place Rembang = 33.17", "place Jawa Tengah = 33"],
  ],
  [
    "gubernur jatim khofifah dateng ke lamongan hari ini",
    ["place jatim = 35", "person khofifah (gubernur, jatim)", "place lamongan = 35.24"],
  ],
  [
    "Bupati Bandung dan Wali Kota Bandung duduk satu meja.",
    ["place Bandung = 32.04", "place Bandung = 32.73"],
  ],
  ["Tim medis berjaga di Kec. Maju Mundur.", []],
  [
    "Wagub DKI Ahmad Riza Patria menjawab kritik.",
    ["place DKI = 31", "person Ahmad Riza Patria (wakil gubernur, DKI)"],
  ],
  [
    "Menkeu Sri Mulyani bicara di Yogyakarta.",
    ["person Sri Mulyani (menteri keuangan)", "place Yogyakarta = 34"],
  ],
  ["orang banjar terkenal ramah", ["place banjar = people"]],
  ["pemprov jateng diem aja", ["organisation pemprov jateng = 33"]],
  ["polsek rungkut sigap banget", ["organisation polsek rungkut = 35.78.03"]],
  ["dinkes kota bekasi kapan buka vaksin", ["organisation dinkes kota bekasi = 32.75"]],
  ["kab tegal jalannya ancur", ["place kab tegal = 33.28"]],
  ["di kota tegal parkir mahal", ["place kota tegal = 33.76"]],
  ["Serang, Banten, kembali banjir.", ["place Serang = 36.73", "place Banten = 36"]],
  ["pak camat wonokromo mohon dicek", ["place wonokromo = 35.78.04"]],
  ["Penumpang menumpuk di Bandara Juanda.", ["place Bandara Juanda"]],
  [
    "Gubernur Jawa Barat Ridwan Kamil meresmikan jembatan di Garut.",
    ["place Jawa Barat = 32", "person Ridwan Kamil (gubernur, Jawa Barat)", "place Garut = 32.05"],
  ],
  ["Bupati Sidoarjo mengaku belum menerima laporan warga.", ["place Sidoarjo = 35.15"]],
  ["Wakil Wali Kota Medan mendatangi korban kebakaran di Belawan.", ["place Medan = 12.71", "place Belawan"]],
  ["Menteri Kesehatan Budi Gunawan menyebut stok vaksin aman.", ["person Budi Gunawan (menteri kesehatan)"]],
  [
    "Ketua DPRD Kota Bandung Tedy Rusmawan menolak usulan itu.",
    ["organisation DPRD Kota Bandung = 32.73", "person Tedy Rusmawan (ketua, DPRD Kota Bandung)"],
  ],
  [
    "Kepala Dinas Kesehatan Kota Semarang Abdul Hakam mengimbau warga.",
    [
      "organisation Dinas Kesehatan Kota Semarang = 33.74",
      "person Abdul Hakam (kepala, Dinas Kesehatan Kota Semarang)",
    ],
  ],
  [
    "Kapolri Jenderal Listyo Sigit Prabowo memerintahkan evaluasi.",
    ["person Listyo Sigit Prabowo (kapolri)"],
  ],
  [
    "Presiden Prabowo Subianto bertolak ke Palembang.",
    ["person Prabowo Subianto (presiden)", "place Palembang = 16.71"],
  ],
  [
    "Khofifah Indar Parawansa (Gubernur Jawa Timur) membuka acara.",
    ["person Khofifah Indar Parawansa (gubernur, Jawa Timur)", "place Jawa Timur = 35"],
  ],
  [
    "Eri Cahyadi selaku Wali Kota Surabaya meminta maaf.",
    ["person Eri Cahyadi (wali kota, Surabaya)", "place Surabaya = 35.78"],
  ],
  [
    "Direktur Utama PT KAI Didiek Hartantyo menjelaskan gangguan itu.",
    ["organisation PT KAI", "person Didiek Hartantyo (direktur utama, PT KAI)"],
  ],
  [
    "Rektor Universitas Airlangga Mohammad Nasih melantik dekan baru.",
    ["organisation Universitas Airlangga", "person Mohammad Nasih (rektor, Universitas Airlangga)"],
  ],
  [
    "Camat Gubeng Eko Kurniawan turun ke lokasi.",
    ["place Gubeng = 35.78.08", "person Eko Kurniawan (camat, Gubeng)"],
  ],
  [
    "Sekda Jateng Sumarno memimpin rapat.",
    ["place Jateng = 33", "person Sumarno (sekretaris daerah, Jateng)"],
  ],
  ['"Sudah kami perbaiki," kata Bambang Susantono.', ["person Bambang Susantono"]],
  ["Menurut Rina Wulandari, antrean mengular sejak pagi.", ["person Rina Wulandari"]],
  ["Pak Budi dan Bu Siti menunggu di kantor kelurahan.", ["person Budi", "person Siti"]],
  ["Kota Banjar kebanjiran sejak Selasa.", ["place Kota Banjar = 32.79"]],
  ["Kabupaten Banjar menyiapkan posko.", ["place Kabupaten Banjar = 63.03"]],
  ["Banjar, Jawa Barat, dilanda angin kencang.", ["place Banjar = 32.79", "place Jawa Barat = 32"]],
  ["Warga Banjar, Kalimantan Selatan, mengungsi.", ["place Banjar = 63.03", "place Kalimantan Selatan = 63"]],
  ["Bahasa Banjar masih dipakai di pasar terapung.", ["place Banjar = people"]],
  ["Bandung macet total.", ["place Bandung = 32.73"]],
  ["Kabupaten Bandung belum punya tempat pembuangan akhir.", ["place Kabupaten Bandung = 32.04"]],
  ["Kab. Bogor dan Kota Bogor berbagi data.", ["place Kab. Bogor = 32.01", "place Kota Bogor = 32.71"]],
  ["Bupati Malang memeriksa jembatan.", ["place Malang = 35.07"]],
  ["Pemkot Malang menertibkan parkir liar.", ["organisation Pemkot Malang = 35.73"]],
  ["Gubernur Gorontalo memantau harga beras.", ["place Gorontalo = 75"]],
  ["Kota Gorontalo diguyur hujan.", ["place Kota Gorontalo = 75.71"]],
  ["Provinsi Jambi diselimuti kabut asap.", ["place Provinsi Jambi = 15"]],
  [
    "Hujan deras mengguyur Kecamatan Gubeng, Surabaya.",
    ["place Kecamatan Gubeng = 35.78.08", "place Surabaya = 35.78"],
  ],
  ["Jalan rusak di Kec. Tengah belum diaspal.", []],
  [
    "Banjir merendam Rungkut, Surabaya, sejak dini hari.",
    ["place Rungkut = 35.78.03", "place Surabaya = 35.78"],
  ],
  [
    "Air PDAM mati di Wonokromo dan Sawahan, Kota Surabaya.",
    [
      "organisation PDAM",
      "place Wonokromo = 35.78.04",
      "place Sawahan = 35.78.06",
      "place Kota Surabaya = 35.78",
    ],
  ],
  [
    "Longsor menutup jalan di Cisarua, Kabupaten Bogor.",
    ["place Cisarua = 32.01.25", "place Kabupaten Bogor = 32.01"],
  ],
  ["Longsor terjadi di Cisarua, Bandung Barat.", ["place Cisarua = 32.17.03", "place Bandung Barat = 32.17"]],
  [
    "Kebakaran di Tanah Abang, Jakarta Pusat, padam.",
    ["place Tanah Abang = 31.71.07", "place Jakarta Pusat = 31.71"],
  ],
  ["Gempa terasa sampai Palu, Sulawesi Tengah.", ["place Palu = 72.71", "place Sulawesi Tengah = 72"]],
  ["Macet di Jl. Sudirman, Jakarta.", ["place Jl. Sudirman", "place Jakarta = 31"]],
  ["Pohon tumbang di Jalan Diponegoro, Surabaya.", ["place Jalan Diponegoro", "place Surabaya = 35.78"]],
  ["Warga Solo antre minyak goreng.", ["place Solo = 33.72"]],
  [
    "Persis Solo menang atas Persebaya Surabaya.",
    ["organisation Persis Solo", "organisation Persebaya Surabaya = 35.78"],
  ],
  ["Ujung Pandang kini bernama Makassar.", ["place Ujung Pandang = 73.71", "place Makassar = 73.71"]],
  ["Penerbangan dari Jogja ke Labuan Bajo ditunda.", ["place Jogja = 34", "place Labuan Bajo = 53.15"]],
  ["Pemprov DKI menambah bus Transjakarta.", ["organisation Pemprov DKI = 31", "organisation Transjakarta"]],
  ["Pemprov NTB membantah kabar itu.", ["organisation Pemprov NTB = 52"]],
  ["NTT kekurangan dokter.", ["place NTT = 53"]],
  ["Sulsel dan Sultra diguyur hujan.", ["place Sulsel = 73", "place Sultra = 74"]],
  [
    "KPK memeriksa pejabat Kementerian Pertanian.",
    ["organisation KPK", "organisation Kementerian Pertanian"],
  ],
  ["Polda Metro Jaya menilang ratusan pengendara.", ["organisation Polda Metro Jaya"]],
  ["Polres Jember menangkap pengedar.", ["organisation Polres Jember = 35.09"]],
  ["BPBD Kabupaten Cilacap mengirim air bersih.", ["organisation BPBD Kabupaten Cilacap = 33.01"]],
  ["Universitas Gadjah Mada membuka jalur mandiri.", ["organisation Universitas Gadjah Mada"]],
  [
    "PT Pertamina menambah pasokan elpiji di Banyuwangi.",
    ["organisation PT Pertamina", "place Banyuwangi = 35.10"],
  ],
  ["DPRD Jatim memanggil Bank Jatim.", ["organisation DPRD Jatim = 35", "organisation Bank Jatim = 35"]],
  [
    "Partai Gerindra mengusung Andra Soni di Banten.",
    ["organisation Partai Gerindra", "person Andra Soni", "place Banten = 36"],
  ],
  ["BMKG memperingatkan gelombang tinggi di Laut Jawa.", ["organisation BMKG", "place Laut Jawa"]],
  ["jalan di kec. rungkut rusak parah min", ["place kec. rungkut = 35.78.03"]],
  [
    "pak gubernur khofifah tolong cek jalan di trenggalek",
    ["person khofifah (gubernur)", "place trenggalek = 35.03"],
  ],
  [
    "pemkot sby tolong lampu merah di jl ahmad yani mati",
    ["organisation pemkot sby = 35.78", "place jl ahmad yani"],
  ],
  ["macet bgt di surabaya hari ini", ["place surabaya = 35.78"]],
  ["kapan jalan di kab. malang dibenerin", ["place kab. malang = 35.07"]],
  ["lagi di bandung nih, dingin", ["place bandung = 32.73"]],
  ["ktp saya belum jadi di dispendukcapil surabaya", ["organisation dispendukcapil surabaya = 35.78"]],
  ["bupati jember kerjanya apa sih", ["place jember = 35.09"]],
  ["dprd kota malang diem aja", ["organisation dprd kota malang = 35.73"]],
  ["min pdam surabaya kok mati lagi", ["organisation pdam surabaya = 35.78"]],
  ["kemarin ke jogja naik kereta dari solo", ["place jogja = 34", "place solo = 33.72"]],
  ["wali kota eri cahyadi keren", ["person eri cahyadi (wali kota)"]],
  ["terima kasih pak jokowi", ["person jokowi"]],
  ["besok prabowo ke papua katanya", ["person prabowo", "place papua = 91"]],
  ["bpjs kesehatan ribet banget ngurusnya", ["organisation bpjs kesehatan"]],
  ["harga cabai di pasar tambahrejo naik", ["place pasar tambahrejo"]],
  ["BANJIR DI BEKASI BELUM SURUT", ["place BEKASI = 32.75"]],
  ["PEMKAB SLEMAN DIPROTES WARGA", ["organisation PEMKAB SLEMAN = 34.04"]],
  ["Warga Keluhkan Jalan Rusak di Kabupaten Lebak", ["place Kabupaten Lebak = 36.02"]],
  ["Bupati Garut Minta Maaf Soal Bansos", ["place Garut = 32.05"]],
  ["Tim baru akan maju ke babak tengah.", []],
  ["Dia hidup mandiri sejak kecil.", []],
  ["Batu itu jatuh ke sungai.", []],
  ["Metro TV menyiarkan debat.", ["organisation Metro TV"]],
  ["Kota Metro bersiap menyambut pemudik.", ["place Kota Metro = 18.72"]],
  ["Puncak macet saat libur panjang.", []],
  ["Nasib malang menimpa pedagang kecil.", []],
  ["Sungai Kapuas meluap.", ["place Sungai Kapuas"]],
  ["Danau Toba sepi pengunjung.", ["place Danau Toba"]],
  ["Kuningan, Jawa Barat, kekeringan.", ["place Kuningan = 32.08", "place Jawa Barat = 32"]],
  ["Patung kuningan itu dicuri.", []],
  ["Kerbau dan sapi makan rumput.", []],
  ["Mari maju bersama.", []],
  ["Macet lagi #Surabaya", ["place #Surabaya = 35.78"]],
  ["#BanggaJatim dan #JawaTimur", ["place #JawaTimur = 35"]],
  [
    "Sri Mulyani dan Luhut Pandjaitan bertemu di Bali.",
    ["person Sri Mulyani", "person Luhut Pandjaitan", "place Bali = 51"],
  ],
  [
    "Anggota DPR RI Rieke Diah Pitaloka mengkritik BPJS Kesehatan.",
    ["organisation DPR RI", "person Rieke Diah Pitaloka (anggota, DPR RI)", "organisation BPJS Kesehatan"],
  ],
  [
    "Juru Bicara KPK Febri Diansyah membenarkan penangkapan di Kudus.",
    ["organisation KPK", "person Febri Diansyah (juru bicara, KPK)", "place Kudus = 33.19"],
  ],
];

test.each(sentences)("%s", (text, expected) => {
  const entities = entitiesOf(text);
  expect(entities.map((entity) => describeEntity(entity, entities))).toEqual(expected);
});

test("an ambiguous place shows what it may be, and context decides", () => {
  const candidatesOf = (text: string) =>
    entitiesOf(text)
      .flatMap(({ placeCandidates }) => placeCandidates ?? [])
      .map(({ code, level }) => code ?? level);
  expect(candidatesOf("Ia pulang ke Banjar kemarin.")).toEqual(expect.arrayContaining(["32.79", "63.03"]));
  expect(candidatesOf("Warga Banjar menunggu.")).toEqual(
    expect.arrayContaining(["32.79", "63.03", "people"]),
  );
  expect(candidatesOf("Ia pulang ke Banjar, dekat Martapura dan Banjarmasin.")[0]).toBe("63.03");
});

test("an entity tells which words and rules speak for it", () => {
  const text = "Pak Budi kerja di dinas kesehatan Surabaya, Jl. Kenanga.";
  expect(
    entitiesOf(text).map(({ name, reasons }) => [
      name,
      reasons.map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`),
    ]),
  ).toEqual([
    ["Budi", ["title Pak", "given-name Budi"]],
    ["dinas kesehatan Surabaya", ["organisation-head dinas", "known-name Surabaya"]],
    ["Jl. Kenanga", ["street Jl"]],
  ]);
});

test("probabilities of candidates never sum above one and fall from the first to the last", () => {
  for (const [text] of sentences)
    for (const { placeCandidates = [] } of entitiesOf(text)) {
      const shares = placeCandidates.map(({ probability }) => probability);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.005);
      expect(shares).toEqual(shares.toSorted((one, other) => other - one));
    }
});

test("the same text gives the same answer in any Unicode form and however often it is asked", () => {
  const text = "Wali Kota Surabaya Éri Cahyadi ke Café Solé di Kabupaten Banjar.";
  const shown = (form: string) =>
    entitiesOf(text.normalize(form)).map(({ kind, name, probability }) => [
      kind,
      name.normalize("NFC"),
      probability,
    ]);
  for (const form of ["NFC", "NFD", "NFKC", "NFKD"]) expect(shown(form)).toEqual(shown("NFC"));
});

test("what was judged of a word does not hide what a later phrase says of it", () => {
  const text = "Kemarin Direktur Utama Bank Indonesia Andi Wijaya datang ke Bank Indonesia untuk rapat.";
  const fresh = makeEntities(knowledge);
  expect(fresh(read(text))).toEqual(fresh(read(text)));
});

const pieces = fc.constantFrom(
  ...[
    "Gubernur",
    "Jawa",
    "Timur",
    "kota",
    "banjar",
    "Kab",
    ".",
    ",",
    "(",
    "Pak",
    "Jl",
    "pemkot",
    "sby",
    "PT",
  ],
  ...["wali", "dinas", "Kesehatan", "#surabaya", "@humas", "🙂", "\ud83d", "\udc00", "e\u0301", "\n", "12"],
);

test.each([
  ["random strings", fc.string({ unit: "binary", maxLength: 300 })],
  ["words that mean something", fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(" "))],
])("in %s, entities are slices in order that do not overlap, and offices point at entities", (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const entities = entitiesOf(text);
      let at = 0;
      for (const { start, end, name, role, probability } of entities) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(name).toBe(text.slice(start, end));
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        if (role !== undefined) expect(role.written).toBe(text.slice(role.start, role.end));
        if (role?.of !== undefined) expect(entities[role.of]?.kind).toMatch(/place|organisation/);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each([
  ["nothing", ""],
  ["one emoji", "🙂"],
  ["200 kB of one place", "Surabaya ".repeat(22_000)],
  ["200 kB of places and offices", "Wali Kota Banjar, Jawa Barat (Pemkot) ".repeat(5_300)],
  ["200 kB without a full stop", "jalan rusak di kec. rungkut ".repeat(7_200).replaceAll(".", "")],
  ["10,000 repeated letters", "a".repeat(10_000)],
  ["zalgo", "S\u0335\u0317u\u0336r\u0334a\u0335b\u0336a\u0334y\u0335a\u0336 ".repeat(500)],
  ["half characters", "\ud800 \udfff Surabaya \ud800"],
])("%s is answered", (_, text) => {
  expect(Array.isArray(entitiesOf(text))).toBe(true);
});

test.each([
  ["Pernyataan Pejabat Kementerian\nKPK memanggil saksi", ["KPK"]],
  ["Rapat Yayasan Pelita\nBangsa Indonesia menunggu", ["Yayasan Pelita"]],
  ["Acara berlangsung di Jalan\nSudirman datang terlambat", []],
  ["Dinas Kesehatan\nKota Semarang membuka layanan", ["Dinas Kesehatan", "Kota Semarang"]],
  ["Rapat di Pemkot\nSurabaya diguyur hujan", ["Surabaya"]],
  ["Ia melapor ke Komisi\nPemberantasan korupsi jalan terus", []],
])("no name goes on from one line to the next: %j", (text, names) => {
  const found = entitiesOf(text).map(({ name }) => name);
  expect(found).toEqual(expect.arrayContaining(names));
  expect(found.filter((name) => name.includes("\n"))).toEqual([]);
});
