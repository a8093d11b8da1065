import type { Slip, SlipKind } from "./slip.ts";

/** Wordings by kind and severity, one a line, with a safer one after "=" where there is one. */
export const slipWordings: readonly [SlipKind, Slip["severity"], string][] = [
  [
    "blame",
    2,
    `
salah warga = 
salah warga sendiri
salah masyarakat
salah masyarakat sendiri
kesalahan warga
kesalahan masyarakat
kesalahan pelapor
akibat ulah warga
ulah warga sendiri
ulah masyarakat
warga yang bandel
warga bandel
warga tidak sabar
warga tidak disiplin
masyarakat tidak disiplin
tidak mau diatur
silakan salahkan
salahkan pusat
masyarakat kurang sadar
masyarakat tidak sadar
kesadaran warga rendah
rendahnya kesadaran masyarakat
kurangnya kesadaran masyarakat
warga tidak paham
anda tidak paham
anda salah paham
anda keliru
anda yang salah
salah anda
salah anda sendiri
harusnya anda
seharusnya anda
seharusnya anda tahu
sudah kami sampaikan berkali-kali
sudah dijelaskan berkali-kali
bukan urusan kami = belum menjadi kewenangan kami; silakan hubungi
bukan tanggung jawab kami = menjadi kewenangan
bukan wewenang kami = menjadi kewenangan
bukan salah kami
bukan kesalahan kami
itu urusan dinas lain = menjadi kewenangan dinas
itu urusan pusat = menjadi kewenangan pemerintah pusat
pejabat sebelumnya
pemimpin sebelumnya
pemerintahan sebelumnya
peninggalan pemerintahan lama
warisan pemerintahan lama
media salah kutip
wartawan salah kutip
dipelintir media
dipelintir wartawan
media yang membesar-besarkan
oknum wartawan
lawan politik
pihak yang tidak suka
pihak-pihak yang tidak suka
pihak yang tidak bertanggung jawab
`,
  ],
  [
    "promise",
    2,
    `
akan segera = akan … paling lambat tanggal …
segera kami tindak lanjuti = kami tindak lanjuti paling lambat tanggal …
segera ditindaklanjuti = ditindaklanjuti paling lambat tanggal …
secepatnya = paling lambat tanggal …
secepat mungkin = paling lambat tanggal …
dalam waktu dekat = pada tanggal …
dalam waktu secepatnya = paling lambat tanggal …
tunggu saja
sabar ya
mohon bersabar
mohon kesabarannya
kami janji
kami berjanji
kami pastikan
kami jamin
dijamin
dipastikan tidak akan terulang
tidak akan terulang lagi
tidak akan terulang = kami ubah … agar tidak terulang
pasti selesai
pasti kami selesaikan
akan kami usut tuntas
usut tuntas
akan diusahakan = 
segera dilaksanakan = dilaksanakan tanggal …
segera diperbaiki = diperbaiki paling lambat tanggal …
akan kami tindak lanjuti = kami tindak lanjuti paling lambat tanggal …
akan ditindaklanjuti = ditindaklanjuti paling lambat tanggal …
akan koordinasikan = bicarakan dengan … pada tanggal …
akan kami usahakan
akan dipertimbangkan
akan kami teruskan = sudah kami teruskan ke … dengan nomor …
akan kami koordinasikan = kami bicarakan dengan … pada tanggal …
sedang kami koordinasikan = sedang dibicarakan dengan …; jawabannya tanggal …
`,
  ],
  [
    "absolute",
    2,
    `
tidak pernah
tidak mungkin
tidak ada satu pun
tidak ada satupun
tidak ada masalah
tanpa masalah
sama sekali tidak
seratus persen
100 persen
selalu
pasti
semua warga
seluruh warga sudah
semua pihak setuju
tidak ada korban
aman terkendali = 
terbaik
terbersih
teraman
ternyaman
bebas dari
terbesar
tercepat
satu-satunya
pertama di indonesia
pertama di dunia
terbukti paling
nomor satu
tidak benar sama sekali
hoaks total
fitnah
bohong besar
`,
  ],
  [
    "partisan",
    3,
    `
dukung paslon
dukung pasangan calon
pilih paslon
coblos
coblos nomor
menangkan
partai kita
partai kami
partai sebelah
kubu sebelah
kubu lawan
kampanye paslon
kampanye calon
ikut kampanye
tim kampanye
dua periode
lanjutkan dua periode
ganti presiden
ganti gubernur
ganti bupati
calon kita
calon kami
salam dua jari
salam satu jari
salam tiga jari
petugas partai
`,
  ],
  [
    "sarcasm",
    2,
    `
hebat sekali ya
pintar sekali ya
luar biasa ya
terima kasih atas kritik pedasnya
terima kasih kritik pedasnya
selamat menunggu
silakan menunggu saja
silakan lapor presiden
lapor saja ke presiden
silakan viralkan
viralkan saja
baper
jangan baper
gitu aja kok repot
begitu saja kok repot
coba baca dulu
makanya baca
makanya dibaca
sudah baca belum
cari saja di google
google saja
siapa suruh
salah siapa
emang kami
memangnya kami
kalau tidak suka
kalau tidak suka ya
mau bagaimana lagi
ya begitulah
katanya sih
yang katanya
`,
  ],
  [
    "insult",
    3,
    `
bodoh
tolol
goblok
dungu
hater
haters
pembenci
sakit hati
gagal move on
cari panggung
cari sensasi
pansos
kurang kerjaan
tidak tahu apa-apa
tukang kritik
tukang nyinyir
nyinyir
julid
sok tahu
provokator
barisan sakit hati
`,
  ],
];

/** Words that say when; a promise beside one can be kept. */
export const whenWords: ReadonlySet<string> = new Set(
  `senin selasa rabu kamis jumat sabtu minggu besok lusa nanti januari februari maret april mei juni juli agustus
  september oktober november desember tanggal tgl pukul jam wib wita wit hari pekan bulan`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words that say who says so; a figure beside one can be checked. */
export const sourceWords: ReadonlySet<string> = new Set(
  `menurut berdasarkan data sumber bps survei hasil laporan catatan kata ujar tutur dikutip merujuk mengutip versi
  tercatat mencatat dilaporkan keputusan perda perpres permen pergub perbup perwali uu undang-undang apbd apbn`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words that make a number a figure which needs a source. */
export const figureUnits: ReadonlySet<string> = new Set(
  `persen juta miliar milyar triliun ribu rupiah orang warga korban siswa keluarga unit hektare hektar ton kasus jiwa
  rumah kali penerima`
    .split(/\s+/)
    .filter(Boolean),
);
