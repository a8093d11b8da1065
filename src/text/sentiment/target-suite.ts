/**
 * Sentences with two targets, written for this project, none of them learned from: `target tone, target tone: sentence`,
 * one a line. + is positive, - negative, 0 neutral.
 */
export const TARGET_SUITE = `
Bandung +, Bogor -: Pelayanan di Bandung cepat, tapi di Bogor lambat sekali.
Dinkes +, Dishub -: Dinkes sigap, Dishub malah lambat.
Samsat -, Dukcapil +: Samsat ribet banget, sedangkan Dukcapil cepat dan ramah.
JNE -, Pos +: JNE lama banget, untung Pos cepat.
Xenia -, Avanza +: Avanza lebih irit daripada Xenia.
Mio -, Vario +: Vario lebih enak dibanding Mio.
Telkomsel +, Indosat -: Sinyal Telkomsel lebih bagus daripada Indosat.
Gojek -, Grab +: Mending Grab daripada Gojek.
Pertamina -, Shell +: Pelayanan Shell lebih ramah ketimbang Pertamina.
BRI -, BCA +: BCA bagus, tidak seperti BRI.
Polda +, Polres -: Polda tanggap, beda dengan Polres yang cuek.
Risma +, Ridwan -: Risma hebat, tetapi Ridwan mengecewakan.
Sari +, Budi -: Bu Sari ramah, Pak Budi galak.
Semarang +, Solo -: Semarang bersih, Solo kotor.
wifi -, kamar +: kamar bersih dan nyaman, tapi wifi lemot.
AC -, TV +: TV bagus tapi AC bocor.
makanannya +, parkirnya -: makanannya enak, parkirnya sempit.
tempatnya +, pelayanannya -: tempatnya indah, sayangnya pelayanannya buruk.
harganya -, rasanya +: rasanya enak walaupun harganya mahal.
dokternya +, antreannya -: dokternya sabar, namun antreannya panjang sekali.
loketnya -, aplikasinya +: aplikasinya memudahkan, loketnya ribet.
jalannya +, lampunya -: jalannya mulus, hanya saja lampunya mati.
kurirnya -, penjualnya +: penjualnya ramah. kurirnya kasar.
Damkar +, PLN -: Damkar datang cepat, PLN belum datang juga.
RSUD -, Puskesmas +: Puskesmas bersih dan cepat. RSUD kotor dan lama.
bupati +, wakilnya -: bupati rajin turun, wakilnya pemalas.
Persib +, Persija -: Persib main bagus, Persija main buruk.
Garuda +, Lion -: Garuda tepat waktu, Lion telat lagi.
Tokopedia +, Shopee -: Tokopedia lancar, Shopee error terus.
kamar -, kolam +: kolam renangnya luas dan bersih, tetapi kamar bau apek.
mesin +, bodi -: mesin bandel, bodi gampang karatan dan jelek.
Kominfo -, Kemenkes +: Terima kasih Kemenkes, tapi Kominfo payah.
camat -, lurah +: lurah ramah sekali. camat sombong.
Jokowi +, Prabowo -: Jokowi merakyat, Prabowo galak.
KRL +, Transjakarta -: KRL nyaman, Transjakarta penuh sesak dan lambat.
satpam +, kasir -: satpam sopan tapi kasir jutek.
sate +, soto -: sate enak, soto hambar.
kopi +, roti -: kopi harum dan nikmat, roti keras dan basi.
Jatim +, Jateng -: Jatim lebih maju dari Jateng.
Honda +, Yamaha -: Honda lebih hemat ketimbang Yamaha.
Aqua 0, Bandung 0: Aqua membuka pabrik di dekat Bandung.
Kemenkes 0, Kemenag 0: Kemenkes dan Kemenag menggelar rapat bersama.
gubernur 0, wali kota 0: gubernur bertemu wali kota di balai kota.
Telkomsel 0, Indosat 0: Saya pakai Telkomsel, adik pakai Indosat.
Bappeda 0, Inspektorat 0: Kantor Bappeda ada di sebelah Inspektorat.
resepsionis +, kebersihan -: resepsionis ramah namun kebersihan kurang.
guru +, fasilitas -: guru bagus dan sabar, fasilitas rusak.
pantai +, toilet -: pantai indah banget, toilet jorok.
BPJS -, perawat +: perawat baik dan telaten, BPJS ribet.
festival +, panitia -: festival seru, panitia kacau.
Polisi +, parkir -: Polisi sigap mengatur jalan, parkir liar makin parah.
taman +, trotoar -: taman rindang dan asri, trotoar rusak.
PDAM -, PLN +: PLN cepat tanggap, sementara PDAM tidak peduli.
DPR -, KPK +: KPK hebat, DPR memalukan.
Trans Jateng +, angkot -: Trans Jateng nyaman. angkot ugal-ugalan.
Dispendukcapil +, kelurahan -: Dispendukcapil cepat, tidak seperti kelurahan.
ayam +, nasi -: ayam empuk dan gurih tetapi nasi keras.
layarnya +, baterainya -: layarnya jernih, baterainya boros.
admin +, sistem -: admin sabar membantu, sistem error terus.
perpustakaan +, kantin -: perpustakaan nyaman dan tenang, kantin kotor dan mahal.
menteri -, dirjen +: dirjen bekerja keras, menteri cuma pencitraan.
Jogja +, Jakarta -: Jogja tenang dan ramah, Jakarta macet dan semrawut.
`;
