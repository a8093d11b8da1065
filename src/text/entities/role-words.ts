/**
 * Offices that a person holds. A line is the office as it is shown and after a colon the other ways of writing it. Longer
 * ones win. An office after `+` takes what follows into its name up to the person ("Menteri Keuangan", "Ketua Umum PSSI").
 */
export const ROLES = `
presiden: presiden ri, presiden republik indonesia
wakil presiden: wapres, wapres ri
mantan presiden: eks presiden
mantan wakil presiden: eks wapres, mantan wapres
perdana menteri: pm
+ menteri: menteri, mentri
+ menteri koordinator: menko
menteri keuangan: menkeu
menteri kesehatan: menkes
menteri dalam negeri: mendagri
menteri luar negeri: menlu
menteri pertahanan: menhan
menteri agama: menag
menteri sosial: mensos
menteri perhubungan: menhub
menteri perdagangan: mendag
menteri pendidikan: mendikbud, mendikbudristek, mendikdasmen
menteri pertanian: mentan
menteri ketenagakerjaan: menaker, menakertrans
menteri komunikasi: menkominfo, menkomdigi
menteri hukum: menkumham
menteri badan usaha milik negara: menteri bumn
menteri pemuda dan olahraga: menpora
menteri pariwisata: menpar, menparekraf
menteri sekretaris negara: mensesneg
sekretaris kabinet: seskab
+ wakil menteri: wamen
gubernur: gub
wakil gubernur: wagub, wagub.
penjabat gubernur: pj gubernur, plt gubernur
mantan gubernur: eks gubernur
bupati
wakil bupati: wabup
penjabat bupati: pj bupati, plt bupati
mantan bupati: eks bupati
wali kota: walikota, walkot
wakil wali kota: wawali, wakil walikota, wawalkot
penjabat wali kota: pj wali kota, pj walikota, plt wali kota, plt walikota
mantan wali kota: mantan walikota, eks wali kota, eks walikota
camat
lurah
+ kepala desa: kades
sekretaris daerah: sekda, sekdaprov, sekdakot, sekdakab
+ sekretaris jenderal: sekjen, sekretaris jendral
+ direktur jenderal: dirjen
+ direktur utama: dirut
+ direktur
+ direktur eksekutif
+ komisaris utama: komut
+ manajer
+ chief executive officer: ceo
+ ketua umum: ketum
+ ketua
+ wakil ketua: waket
+ wakil ketua umum: waketum
+ sekretaris
+ bendahara
+ anggota
+ koordinator
+ kepala
+ wakil kepala
+ kepala dinas: kadis, kadin
kepala dinas kesehatan: kadinkes
kepala dinas pendidikan: kadisdik, kadispendik
kepala dinas perhubungan: kadishub
+ kepala badan: kaban
+ kepala bagian: kabag
+ kepala bidang: kabid
+ kepala kantor
+ kepala sekolah: kepsek
kapolri
+ kepala kepolisian: kepala polisi
kapolda
wakapolda
kapolres: kapolresta, kapolrestabes, kapolresta
wakapolres: wakapolresta
kapolsek
kasat reskrim: kasatreskrim
+ kepala bidang humas: kabid humas, kabidhumas
panglima tni: panglima
kepala staf angkatan darat: ksad, kasad
kepala staf angkatan laut: ksal, kasal
kepala staf angkatan udara: ksau, kasau
pangdam
dandim
danrem
jaksa agung
kepala kejaksaan negeri: kajari
kepala kejaksaan tinggi: kajati
+ juru bicara: jubir
+ humas
+ staf khusus: stafsus
+ staf ahli
+ rektor
+ wakil rektor: warek
+ dekan
+ guru besar
+ dosen
+ peneliti
+ pengamat
+ pakar
+ pelatih
+ manajer tim
+ kapten
+ pendiri: founder
+ pemilik
raja
sultan
kaisar
ratu
paus
`;
