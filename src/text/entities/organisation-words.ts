/** Bodies, companies, parties, media and clubs known by a name or letters of their own. Own list. */
export const ORGANISATIONS = `
kpk, polda metro jaya, mahkamah agung, mahkamah konstitusi, kejaksaan agung, bank sentral, mk, ma, ky, dpr, dpr ri, dprd, dpd, dpd ri, mpr, mpr ri, bpk, bpkp, bi, ojk, lps, bps, bnpb, bpbd, basarnas, bmkg, bnn, bnpt, bin, bssn, bpom,
bpjs, bpjs kesehatan, bpjs ketenagakerjaan, bkn, bkpm, bkkbn, bappenas, bappeda, bawaslu, panwaslu, kpu, kpud, kpu ri, dkpp, kpai, kppu, kip, kpi, kie,
komnas ham, komnas perempuan, komnas anak, ombudsman, ombudsman ri, lpsk, ppatk, lkpp, lipi, brin, bppt, lapan, batan, big, peruri, perpusnas,
polri, polda, polres, polresta, polrestabes, polsek, brimob, densus 88, bareskrim, bareskrim polri, propam, satpol pp, dishub, damkar, disdik, dinkes,
dispenduk, dispendukcapil, disdukcapil, dinsos, disnaker, dlh, dprkp, diskominfo, kominfo, komdigi, kemenkes, kemenkeu, kemendagri, kemendikbud,
kemendikdasmen, kemensos, kemenag, kemenhub, kemenpan rb, kemenpar, kemenparekraf, kementan, kemenlu, kemenkumham, kemenko, kemenko polhukam, kemenperin,
kemendag, kementan, kementerian pupr, kemenhan, kemenaker, kemnaker, kemenkop, klhk, kkp, esdm, bumn, bumd, setneg, kemensetneg, ksp, istana, mabes polri,
mabes tni, tni, tni ad, tni al, tni au, kodam, kodim, korem, koramil, kopassus, kostrad, marinir, paspampres, pemerintah, pemkot, pemkab, pemprov, pemda,
mui, nu, pbnu, pwnu, pcnu, muhammadiyah, pp muhammadiyah, ansor, gp ansor, banser, fatayat, muslimat, aisyiyah, pgi, kwi, walubi, phdi, persis, ldii, fpi, hti,
hmi, pmii, gmni, pmkri, gmki, imm, kammi, bem, bem ui, icw, walhi, lbh, ylbhi, kontras, imparsial, perludem, formappi, aji, pwi, dewan pers, ylki, pmi, kadin,
apindo, hipmi, gaikindo, kspi, kspsi, sbsi, pgri, idi, ikadi, pssi, koni, pbsi, kok, ioc, fifa, uefa, afc, aff, pbb, who, unicef, unesco, imf, wto, world bank,
bank dunia, asean, uni eropa, nato, opec, apec, nasa, fbi, cia, interpol, nba, nfl, bbc, cnn, cnn indonesia, bbc indonesia, reuters, antara, tempo, kompas,
kompas.com, detik, detikcom, detik.com, tribun, tribunnews, liputan6, liputan6.com, republika, jawa pos, media indonesia, metro tv, tv one, tvone, sctv, rcti, indosiar,
trans tv, trans7, tvri, rri, net tv, kumparan, tirto, okezone, suara.com, sindonews, merdeka.com, viva, radar surabaya, suara surabaya, kapanlagi, fimela, wowkeren,
pdip, pdi-p, pdi perjuangan, golkar, partai golkar, gerindra, partai gerindra, nasdem, partai nasdem, pkb, pks, pan, ppp, partai demokrat, hanura, psi, perindo,
pbb, pkpi, partai garuda, partai berkarya, partai gelora, partai ummat, partai buruh, pki, masyumi, pni, projo,
pertamina, pln, telkom, telkomsel, telkom indonesia, indosat, xl axiata, smartfren, garuda indonesia, lion air, citilink, batik air, sriwijaya air, airasia, wings air, pelni,
kai, pt kai, kci, mrt jakarta, transjakarta, damri, angkasa pura, pelindo, jasa marga, hutama karya, waskita, waskita karya, adhi karya, wijaya karya, wika, semen indonesia,
pupuk indonesia, petrokimia gresik, krakatau steel, antam, freeport, freeport indonesia, inalum, bulog, perum bulog, pos indonesia, pegadaian, bca, bri, bni, btn, bsi, mandiri,
bank mandiri, bank bca, bank bri, bank bni, bank btn, bank jatim, bank dki, bank bjb, bank indonesia, cimb niaga, danamon, permata, panin, ocbc, hsbc, citibank,
gojek, go-jek, grab, goto, tokopedia, shopee, bukalapak, lazada, blibli, traveloka, tiket.com, ovo, dana, gopay, linkaja, jne, j&t, sicepat, pdam, djarum, pb djarum, gudang garam,
sampoerna, unilever, indofood, wings, mayora, astra, honda, toyota, yamaha, suzuki, daihatsu, mitsubishi, nissan, hyundai, wuling, tesla, samsung, apple, xiaomi, oppo, vivo, realme,
huawei, nokia, sony, lg, microsoft, google, facebook, instagram, whatsapp, twitter, youtube, tiktok, telegram, netflix, amazon, alibaba, tencent, intel, nvidia, openai, spotify, meta,
persebaya, persebaya surabaya, persija, persija jakarta, persib, persib bandung, arema, arema fc, psm makassar, psm, bali united, madura united, persipura, persela, psis, psis semarang, pss sleman,
borneo fc, barito putera, bhayangkara fc, tira persikabo, semen padang, sriwijaya fc, persik kediri, persis solo, dewa united, persita, rans nusantara, manchester united, manchester city,
liverpool, chelsea, arsenal, tottenham, tottenham hotspur, everton, leicester city, real madrid, barcelona, fc barcelona, atletico madrid, sevilla, valencia, juventus, inter milan, ac milan, napoli, as roma,
lazio, bayern munchen, borussia dortmund, psg, paris saint-germain, ajax, psv, benfica, porto, celtic, galatasaray, timnas, timnas indonesia,
ui, itb, ugm, its, ipb, unair, unpad, undip, unhas, unibraw, ub, um, unesa, uns, usu, unand, unej, uny, upi, unnes, uin, iain, stan, ipdn, stik, akpol, akmil, unud, unsri, unsyiah, unram, untan, unlam
`;

/** First words of the names of bodies. */
export const ORGANISATION_HEADS = `
pt cv ud firma perum perumda koperasi bank kementerian kemenko dinas badan komisi lembaga dewan majelis mahkamah pengadilan kejaksaan kejari kejati
kejagung polres polresta polrestabes polsek polda polri kepolisian direktorat ditjen direktorat komando kodam kodim korem koramil universitas univ
institut politeknik akademi sekolah sma sman smk smkn smp smpn sd sdn tk mi mts man madrasah pesantren ponpes yayasan perkumpulan persatuan
perhimpunan asosiasi ikatan himpunan federasi konfederasi serikat aliansi forum gerakan partai fraksi dpp dpw dpc dpd bem puskesmas rsud rsup rs
rsu rsi klinik kantor pemerintah pemprov pemkot pemkab pemda sekretariat inspektorat bagian biro balai unit tim satgas satuan kelompok
paguyuban karang kelurahan kecamatan radio televisi tv majalah koran harian tabloid surat kabar grup group band klub fc ormas lsm
perusahaan maskapai bandara stasiun pasukan resimen batalyon divisi brigade skuadron armada otoritas komite panitia konsorsium
mabes parlemen senat kongres kabinet departemen ombudsman bawaslu kpu kpud dprd bappeda bpbd dispendukcapil disdik dinkes dishub dinsos
`;

/** Words that end the names of companies, clubs and bands, mostly foreign ones. */
export const ORGANISATION_TAILS = `
tbk inc corp corporation ltd llc company group records entertainment pictures studios university college institute united city fc association
foundation bank airlines airways motors media televisi television network club orchestra persero
`;

/** Those of `ORGANISATIONS` that are words or names as well: only the words around tell. */
export const AMBIGUOUS_ORGANISATIONS = `
ma, mk, big, kip, pan, its, um, ub, ui, uns, dana, grab, permata, istana, antara, tempo, kompas, apple, meta, amazon, intel, mandiri, wings, honda, toyota, yamaha, suzuki,
pos indonesia, honda, merdeka.com, ajax, valencia, sevilla, barcelona, liverpool, chelsea, napoli, porto, everton, arsenal, tesla, panin, mayora, astra, kok, idi, aji, imm, persis, viva, bi, pemerintah,
mpr, as roma, lazio, pemda, pemkot, pemkab, pemprov, stan, aisyiyah, ansor, big, ksp, kai, kie, psv, kwi, fpi, hanura, viva, celtic, benfica, juventus, bei, lg, ovo, jne, bri, wika, projo, banser, koni,
polres, polsek, polda, polresta, polrestabes, satpol pp, kodam, kodim, korem, koramil, dprd, brimob, marinir, damkar, dishub, disdik, dinkes, dinsos, dlh, bpbd, kpud, bem, bumn, bumd, pki, pbb, psi, psm, pss, psis, tni, polri
`;

/** Bodies whose names are a head and a field: "Dinas Kesehatan", "Kementerian Pertanian", in any case of letters. */
export const FIELD_HEADS = "dinas, kementerian, departemen, direktorat jenderal, badan, komisi";

/** The fields of offices and ministries. */
export const OFFICE_FIELDS = `
kesehatan, pendidikan, pendidikan dan kebudayaan, kebudayaan, kebudayaan dan pariwisata, pariwisata, perhubungan, sosial, tenaga kerja, ketenagakerjaan, perdagangan,
perindustrian, perindustrian dan perdagangan, pertanian, peternakan, perikanan, kelautan dan perikanan, kehutanan, lingkungan hidup, lingkungan hidup dan kehutanan, pekerjaan umum, pekerjaan umum dan
penataan ruang, pupr, perumahan, perumahan rakyat, perumahan rakyat dan kawasan permukiman, cipta karya, bina marga, sumber daya air, pengairan, komunikasi dan informatika, komunikasi dan digital, komunikasi dan informasi, kominfo,
kependudukan dan pencatatan sipil, kependudukan, dukcapil, pemadam kebakaran, pemuda dan olahraga, koperasi dan ukm, koperasi, penanaman modal, ketahanan pangan, pertanahan, perpustakaan, arsip, kebersihan,
kebersihan dan ruang terbuka hijau, pertamanan, pendapatan daerah, keuangan, dalam negeri, luar negeri, pertahanan, agama, hukum, hukum dan ham, hukum dan hak asasi manusia, energi dan sumber daya mineral, riset dan teknologi,
pemberdayaan perempuan, pemberdayaan perempuan dan perlindungan anak, desa, pemberdayaan masyarakat desa, bumn, badan usaha milik negara, investasi, sekretariat negara, pan rb, pendayagunaan aparatur negara,
pusat statistik, pengawas obat dan makanan, narkotika nasional, penanggulangan bencana daerah, nasional penanggulangan bencana, kepegawaian negara, kepegawaian daerah, pertanahan nasional, pangan nasional, gizi nasional, siber dan sandi negara,
pemeriksa keuangan, intelijen negara, informasi publik, pemberantasan korupsi, pemilihan umum, penyiaran indonesia, perlindungan anak indonesia, yudisial, pengawas persaingan usaha, nasional hak asasi manusia
`;

/** Heads after which words in capitals go on with a body's name. */
export const CAPITAL_HEADS = `
kementerian dinas badan komisi lembaga dewan majelis mahkamah pengadilan kejaksaan universitas institut politeknik akademi yayasan asosiasi ikatan himpunan
federasi serikat aliansi partai direktorat puskesmas rsud rsup pt cv perum koperasi persatuan perhimpunan
`;
