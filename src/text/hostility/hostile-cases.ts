import type { HostilityKind } from "./hostility.ts";

/** A sentence with the levels that people may give it, and a kind that must be found. */
export type HostileCase = { text: string; least: number; most: number; kind?: HostilityKind };

/** `least-most kind sentence`, one a line; all written for this project. */
const cases = `
2-3 insult Dasar goblok kamu!
2-3 insult Bupati tolol, turun saja kau
2-3 insult woi petugas bego, kerja yang bener lu
2-3 insult emang otak udang pejabatnya
2-3 insult muka tembok semua anggota dewan ini
2-3 insult Kamu itu anjing, tidak tahu diri
2-3 insult si bangsat itu malah ketawa
2-3 insult Camat bajingan, dana desa dimakan sendiri
2-3 insult kalian semua keparat
2-3 insult @pakwali tolol
2-3 insult gubernur gblk, ga punya otak
2-3 insult lu tuh bego bgt sumpah
2-3 insult petugasnya kayak babi
2-3 insult dasar tikus berdasi
2-3 insult dasar penjilat
2-3 insult kau pembohong besar
2-3 insult g*bl*k semua kalian
2-3 insult Dasar monyet lu semua
2-3 insult begonya elu tuh kebangetan
2-3 insult pejabat biadab, makan uang yatim
1-3 insult Mulut sampah, bicara seenaknya
2-3 insult kurang ajar sekali kamu
1-3 insult dasar t0l0l
1-3 insult goblooooook
1-3 insult g o b l o k
1-3 insult b.a.n.g.s.a.t
1-3 insult #DasarGoblok
1-3 insult b@ngsat memang
1-3 insult Anj*ng, antre dari pagi
1-3 insult anjirrr macet parah
1-2 insult sialan, hujan lagi
1-1 insult aplikasinya goblok, tidak bisa dibuka
1-1 insult aku goblok banget lupa bawa KTP
1-2 insult njir kaget
2-3 obscenity kontol lah
2-3 obscenity k0nt0l
2-3 obscenity ngentot kau semua
2-3 obscenity dasar lonte
2-3 obscenity memek lu
2-3 obscenity pukimak kau
1-2 obscenity jancok, ban bocor
2-3 obscenity jancok kowe
1-2 obscenity asli pelayanannya kayak tai
2-3 obscenity k*nt*l
2-3 obscenity ndasmu!
3-3 slur dasar cina babi
3-3 slur Usir Cina dari sini!
3-3 slur orang papua monyet
3-3 slur ayo usir rohingya biadab
3-3 slur jawa goblok semua
3-3 slur madura anjing
3-3 slur si sipit itu curang
2-3 slur antek aseng semua kalian
2-3 slur dasar kadrun
2-3 slur cebong cuma bisa teriak
2-3 slur kaum kampret mana paham
2-3 slur dasar kafir kau
3-3 slur kafir laknat
3-3 threat gue bunuh lu
3-3 threat kubunuh kau nanti
3-3 threat bakar rumahnya sekarang juga
3-3 threat penggal kepalanya
2-3 threat ayo gantung saja dia
3-3 threat hajar mereka semua, tunggu pembalasan kami
3-3 threat darahnya halal
3-3 threat tak bacok koe
2-3 threat mampus kau
2-3 threat mati aja lu
2-3 threat awas kau kalau lewat sini
2-3 threat semoga cepat mati kalian
3-3 insult anjing bangsat goblok kau pejabat
0-1 Pelayanan di kelurahan ini sangat mengecewakan
0-1 Payah sekali, sudah dua minggu laporan tidak ditanggapi
0-1 Pemerintah kota gagal total mengurus banjir
0-1 Pejabatnya tidak becus, jalan rusak dibiarkan
0-1 Memalukan! Rumah sakit sebesar ini tidak ada dokter jaga
0-1 Lelet banget kerjanya, antre empat jam hanya untuk tanda tangan
0-1 Petugas loket judes dan tidak ramah
0-1 Sopirnya ugal-ugalan, hampir menabrak anak saya
0-1 Kenapa sampah di depan rumah saya tidak diangkut?
0-1 Bau busuk sampah di Pasar Keputran tidak tertahankan
0-1 Banyak preman memalak pedagang di terminal, tolong ditertibkan
0-1 Aturannya aneh dan merugikan warga kecil
0-1 Janji tinggal janji, tidak ada bukti
0-1 Dana bantuan dipotong, ini namanya korupsi
0-1 Pak, jangan biarkan koruptor lolos
0-1 Kebijakan ini bodoh dan harus dicabut
0-1 Sinyal jelek, internet lemot seharian
0-1 Harga beras gila-gilaan naiknya
0-1 Mohon pungli di sekolah ditindak tegas
0-1 Anggaran dihambur-hamburkan, rakyat yang menanggung
0-1 Sistem antreannya kacau balau
0-1 Anak saya dimaki petugas dengan kata "goblok", mohon ditindak
0-1 Saya dibilang bego sama petugas loket
0-0 Polisi menangkap pelaku pembunuhan di Bekasi
0-0 Korban ditemukan tewas di rumahnya
0-0 Seorang pria tega bunuh istrinya, polisi selidiki motif
0-0 Gedung pasar terbakar, api padam pagi tadi
0-0 Polisi tembak mati bandar narkoba
0-0 Hakim vonis terdakwa penganiayaan lima tahun
0-0 Massa membakar ban di depan kantor gubernur
0-0 Pembantaian di masa lalu harus diungkap
0-0 Menkominfo: ujaran kebencian "kafir" harus dihentikan
0-0 Satgas musnahkan 10 ton ikan berformalin
0-0 Warga usir tikus dari lumbung dengan asap
0-0 Imigrasi deportasi warga asing asal China
0-0 Umat Islam dan Kristen bergotong royong membersihkan gereja
0-0 Suku Batak dan Madura hidup rukun di kampung ini
0-0 Pria itu menyebut wali kota "anjing" di media sosial
0-0 Bule asal Australia belajar membatik
0-0 Banyak anjing liar di RT 3, mohon ditangkap
0-0 Anjing tetangga menggonggong sepanjang malam
0-0 Vaksin rabies untuk kucing dan anjing gratis
0-0 Monyet ekor panjang masuk kampung mencari makan
0-0 Peternakan babi di dekat sungai mencemari air
0-0 Harga daging babi naik menjelang Natal
0-0 Kecebong di kolam itu sudah jadi katak
0-0 Cebong dan telur katak banyak di sawah
0-0 Mataku sipit kalau tertawa
0-0 Adikku matanya sipit dan manis
0-0 Ular sanca masuk rumah warga
0-0 Ada buaya di Sungai Brantas
0-0 Lidah buaya bagus untuk rambut
0-0 Tahi lalat di pipinya
0-0 Anak buta warna boleh mendaftar?
0-0 Layanan untuk penyandang tuli dan buta sudah ada
0-0 Rumah sakit jiwa menerima pasien baru
0-0 Bank sampah RW 5 buka hari Sabtu
0-0 Sarapan gratis di kantor kelurahan
0-0 Saya on time datang ke Mk
0-0 Puskesmas Pacar Keling buka sampai siang
0-0 Orang miskin juga berhak berobat
0-0 Jangan bunuh harapan kami
0-0 Stop bunuh orangutan!
0-0 Bodo amat lah
0-0 Sate babi dan babi guling Bali
0-0 Pemusnahan barang bukti berlangsung tertib
0-0 Terima kasih, pelayanannya cepat dan ramah
0-0 Kapan jadwal vaksin anak di posyandu?
0-0 Dia tidak bodoh, hanya belum belajar
0-0 Hama ulat menyerang sawah petani
0-0 Film tentang G30S diputar lagi
0-0 Lampu mati saja dari kemarin
0-0 Bakar saja sampah daun di lubang itu
0-0 Habisi masa jabatan dengan kerja nyata
`;

/** Sentences of every level. */
export function* hostileCases(): Generator<HostileCase> {
  for (const line of cases.split("\n")) {
    const [, least, most, kind, text] =
      /^(\d)-(\d) (?:(insult|obscenity|slur|threat) )?(.*)$/.exec(line) ?? [];
    if (text === undefined) continue;
    yield {
      text,
      least: Number(least),
      most: Number(most),
      ...(kind === undefined ? {} : { kind: kind as HostilityKind }),
    };
  }
}
