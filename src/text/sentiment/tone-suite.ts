/**
 * Sentences written for this project, none of them learned from: where tone turns, each with the tone that a reader
 * gives it. `tone: sentence`, one a line.
 */
export const TONE_SUITE = `
positive: Tidak mengecewakan.
positive: Pelayanannya sama sekali tidak mengecewakan.
positive: Gak nyesel makan di sini.
positive: Bukan main bagusnya taman kota ini.
positive: Bukan main ramahnya petugas di loket itu.
positive: Petugasnya bukan kaleng-kaleng.
positive: Tidak hanya bagus tapi juga murah.
positive: Bukan cuma cepat, petugasnya juga ramah.
positive: Tidak sekadar indah, tempatnya juga bersih.
positive: Siapa bilang jelek?
positive: Siapa bilang pelayanannya lambat? Sepuluh menit sudah selesai.
positive: Kata siapa mengurus paspor itu ribet?
positive: Siapa yang tidak suka dengan taman seindah ini?
positive: Tidak ada yang tidak enak di warung ini.
positive: Tidak pernah kecewa dengan layanan di sini.
positive: Belum pernah kecewa berobat di puskesmas ini.
positive: Tidak ribet dan tidak lama.
positive: Prosesnya nggak ribet sama sekali.
positive: Tidak mahal dan tidak bikin antre.
positive: Jalannya sudah tidak rusak lagi.
positive: Sekarang sudah tidak banjir lagi, terima kasih.
positive: Tak perlu antre lama lagi, mantap.
positive: Tanpa ribet, langsung jadi.
positive: Tanpa pungli dan cepat, salut.
positive: Tidak buruk, malah enak.
positive: Memang jauh, tapi pemandangannya indah.
positive: Agak mahal sih, tapi puas.
positive: Walaupun antre panjang, pelayanannya ramah dan cepat.
positive: Meskipun kecil, tempatnya bersih dan nyaman.
positive: Awalnya ragu, ternyata bagus sekali.
positive: Dulu kumuh, sekarang rapi dan indah.
positive: Mantap, jalannya mulus!
positive: Terima kasih banyak, lampunya sudah menyala.
positive: Makasih min, cepat banget responnya 🙏
positive: Keren banget 😍
positive: Pelayanan oke 👍👍
positive: 😍😍😍
positive: Bagus :)
positive: Semoga bapak selalu sehat dan sukses.
positive: Salut buat petugas kebersihan.
positive: Bangga punya wali kota seperti beliau.
positive: Paling enak se-Bandung.
positive: Enak banget parah.
positive: Anjir keren banget.
positive: Pelayanannya lebih baik dari tahun lalu.
positive: Tidak kalah bagus dari yang mahal.
positive: Jangan ragu, tempatnya bagus sekali.
positive: Jangan lupa mampir, sotonya enak banget.
positive: Lumayan bagus untuk harga segitu.
positive: Cukup memuaskan.
negative: Tidak bagus.
negative: Pelayanannya tidak ramah.
negative: Sama sekali tidak membantu.
negative: Kurang memuaskan.
negative: Rasanya kurang enak.
negative: Air panasnya kurang panas dan wifinya lemot.
negative: Tidak terlalu bagus.
negative: Tidak begitu enak.
negative: Gak enak banget.
negative: Nggak sebagus fotonya.
negative: Bukan pelayanan yang baik.
negative: Belum memuaskan.
negative: Tidak puas dengan jawabannya.
negative: Bagus sih, tapi lambat.
negative: Ramah sih, cuma lama banget.
negative: Tempatnya nyaman, sayangnya kotor.
negative: Enak, tapi mahal dan pelayanannya buruk.
negative: Gedungnya megah, namun petugasnya tidak ramah.
negative: Katanya cepat, ternyata menunggu tiga jam.
negative: Walaupun murah, rasanya tidak enak dan tempatnya kotor.
negative: Meskipun sudah dibayar, layanannya tetap buruk.
negative: Dulu bagus, sekarang tidak terawat.
negative: Terima kasih banyak, macet lagi 🙃
negative: Mantap, listrik padam lagi.
negative: Hebat ya, jalan baru sudah rusak lagi.
negative: Bagus sekali, air mati lagi 👏🙃
negative: Makasih lho, banjir terus tiap hujan.
negative: Keren, antre lagi dari subuh 🙄
negative: Lampu jalan padam sejak Senin.
negative: Air tidak mengalir sejak kemarin.
negative: Jalan di depan pasar berlubang dan tergenang.
negative: Sampah menumpuk di depan sekolah.
negative: Aplikasinya error terus.
negative: Tidak bisa login dari tadi pagi.
negative: Gabisa bayar, gagal terus.
negative: Berkas saya hilang di loket.
negative: Sudah tiga bulan KTP belum jadi.
negative: Laporan saya tidak ditanggapi.
negative: Belum ada tindakan sampai sekarang.
negative: Semoga cepat diperbaiki, jalannya rusak parah.
negative: Mohon segera diperbaiki, lampunya mati.
negative: Tolong selokannya dibersihkan, baunya menyengat.
negative: Kapan diperbaiki? Sudah setahun rusak.
negative: Kenapa pelayanannya lambat sekali?
negative: Kok lama banget sih?
negative: Masa antre sampai tiga jam?
negative: Jangan beli di sini.
negative: Jangan percaya, itu penipuan.
negative: Percuma lapor.
negative: Kecewa berat 😡
negative: 😡😡
negative: Parah banget pelayanannya.
negative: Petugasnya jutek.
negative: Terlalu mahal untuk rasa seperti ini.
negative: Lebih buruk dari tahun lalu.
negative: Capek antre dari pagi :(
negative: Dipersulit terus kalau tidak bayar.
negative: Kerjanya cuma pencitraan.
negative: Dasar pembohong, janji tinggal janji.
negative: Tidak ada yang istimewa, biasa saja.
negative: Bukannya dibantu malah dimarahi.
negative: Buang-buang waktu saja.
negative: Parkirnya sempit dan semrawut.
neutral: Apakah kantornya buka hari Sabtu?
neutral: Syarat membuat KTP apa saja?
neutral: Mau tanya, jam bukanya sampai jam berapa?
neutral: Bagaimana cara mendaftar antrean online?
neutral: Wali kota meresmikan gedung baru pada Senin.
neutral: Rapat digelar di balai kota pukul sembilan.
neutral: Gubernur mengatakan anggaran akan dibahas bulan depan.
neutral: Pendaftaran dibuka sampai tanggal 30.
neutral: Kantor kelurahan pindah ke jalan Melati.
neutral: Saya tinggal di Semarang.
neutral: Kemarin saya naik bus ke terminal.
neutral: Harga tiketnya sepuluh ribu.
neutral: Dia tidak ikut rapat hari ini.
neutral: Ini bukan kantor saya.
neutral: Nomor antrean saya belum dipanggil, masih nomor 12.
neutral: Besok libur nasional.
neutral: Silakan kirim nomor pelanggan lewat DM.
neutral: Kereta berangkat dari Gambir jam tujuh.
neutral: Menurut dinas, ada 40 halte di jalur itu.
neutral: Berapa biaya perpanjangan SIM?
`;
