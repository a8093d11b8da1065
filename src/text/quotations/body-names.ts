/** Public bodies by the letters that the press writes and their names, folded. Own list. */
const LINES = `
kpk: komisi pemberantasan korupsi
dpr: dewan perwakilan rakyat, dpr ri, dewan perwakilan rakyat republik indonesia
dpd: dewan perwakilan daerah, dpd ri
mpr: majelis permusyawaratan rakyat, mpr ri
mk: mahkamah konstitusi
ma: mahkamah agung
ky: komisi yudisial
bpk: badan pemeriksa keuangan
bi: bank indonesia
ojk: otoritas jasa keuangan
bps: badan pusat statistik
bnpb: badan nasional penanggulangan bencana
bmkg: badan meteorologi klimatologi dan geofisika
kpu: komisi pemilihan umum
bawaslu: badan pengawas pemilu, badan pengawas pemilihan umum
kpai: komisi perlindungan anak indonesia
kpi: komisi penyiaran indonesia
komnas ham: komisi nasional hak asasi manusia
polri: kepolisian republik indonesia, kepolisian negara republik indonesia, mabes polri
tni: tentara nasional indonesia
kejagung: kejaksaan agung
bin: badan intelijen negara
bssn: badan siber dan sandi negara
bnn: badan narkotika nasional
bnpt: badan nasional penanggulangan terorisme
bpom: badan pengawas obat dan makanan
bkn: badan kepegawaian negara
ppatk: pusat pelaporan dan analisis transaksi keuangan
kppu: komisi pengawas persaingan usaha
lipi: lembaga ilmu pengetahuan indonesia
kemenkeu: kementerian keuangan
kemenhub: kementerian perhubungan
kemenkes: kementerian kesehatan
kemendagri: kementerian dalam negeri
kemenlu: kementerian luar negeri
kemenag: kementerian agama
kemendag: kementerian perdagangan
kemenperin: kementerian perindustrian
kementan: kementerian pertanian
kemensos: kementerian sosial
kemendikbud: kementerian pendidikan dan kebudayaan
kemenkumham: kementerian hukum dan ham, kementerian hukum dan hak asasi manusia
kemenkominfo: kementerian komunikasi dan informatika, kominfo
kemenpora: kementerian pemuda dan olahraga
kementerian pupr: kementerian pekerjaan umum dan perumahan rakyat
klhk: kementerian lingkungan hidup dan kehutanan
kkp: kementerian kelautan dan perikanan
esdm: kementerian energi dan sumber daya mineral, kementerian esdm
icw: indonesia corruption watch
mui: majelis ulama indonesia
pbnu: pengurus besar nahdlatul ulama
nu: nahdlatul ulama
pssi: persatuan sepakbola seluruh indonesia
pdip: pdi perjuangan, pdi p, partai demokrasi indonesia perjuangan
pkb: kebangkitan bangsa
pks: keadilan sejahtera
pan: amanat nasional
ppp: persatuan pembangunan
psi: solidaritas indonesia
idi: ikatan dokter indonesia
ylki: yayasan lembaga konsumen indonesia
pln: perusahaan listrik negara
kai: kereta api indonesia
pbb: perserikatan bangsa bangsa
`;

/** Folded name of a body → the key under which it is counted. */
export const BODY_NAMES: ReadonlyMap<string, string> = new Map(
  LINES.trim()
    .split("\n")
    .flatMap((line) => {
      const [key = "", names = ""] = line.split(": ");
      return names.split(", ").map((name) => [name, key] as const);
    }),
);
