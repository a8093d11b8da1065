/** Words before the name of a place that say what it is: administration, ground, water, buildings. */
export const PLACE_HEADS = `
provinsi prov propinsi kabupaten kab kota kotamadya kodya kecamatan kec distrik kelurahan kel desa dusun kampung kampong nagari gampong dukuh
lingkungan rt rw perumahan perum komplek kompleks blok apartemen kawasan wilayah daerah pulau kepulauan gunung gunungapi bukit pegunungan
lembah hutan taman danau waduk bendungan situ sungai kali selat teluk tanjung laut samudra samudera pantai semenanjung ujung muara benua
negara negeri republik kerajaan kesultanan kekaisaran keresidenan bandara bandar pelabuhan stasiun terminal halte jembatan fly underpass
flyover tol gerbang simpang pertigaan perempatan bundaran alun pasar mal mall plaza stadion gelora gedung masjid gereja pura vihara candi
kelenteng keraton istana museum monumen tugu makam rumah kantor kampus ibukota ibu timur barat utara selatan tengah
`;

/** Words before the name of a street. */
export const STREET_HEADS = "jalan jl jln gang gg lorong jalur raya";

/** Words before which or after which a place often stands. */
export const LOCATIVES = `
di ke dari menuju dekat sekitar asal dalam luar antara se-kota warga penduduk masyarakat orang wong arek urang kelahiran lahir berada terletak
tinggal bertempat berlokasi berasal tiba berangkat pulang mudik macet banjir hujan gempa cuaca
`;

/** Countries, their short and old names, and the cities, islands and seas that news from abroad speaks of. Own list. */
export const FOREIGN_PLACES = `
indonesia, nusantara, republik indonesia, nkri, ri, hindia belanda, malaysia, singapura, brunei, brunei darussalam, filipina, thailand, vietnam, laos, kamboja, myanmar,
timor leste, timor-leste, timor timur, papua nugini, papua new guinea, australia, selandia baru, fiji, vanuatu, jepang, cina, china, tiongkok, taiwan, hong kong, hongkong, makau, korea, korea selatan, korea utara,
korsel, korut, mongolia, india, pakistan, bangladesh, sri lanka, nepal, bhutan, maladewa, afghanistan, afganistan, iran, irak, suriah, lebanon, yordania, israel, palestina, gaza, tepi barat, arab saudi, saudi, saudi arabia, yaman, oman,
qatar, bahrain, kuwait, uni emirat arab, uea, turki, mesir, libya, tunisia, aljazair, maroko, sudan, sudan selatan, ethiopia, etiopia, somalia, kenya, uganda, tanzania, rwanda, kongo, nigeria, ghana, senegal, mali, kamerun,
pantai gading, afrika, afrika selatan, afsel, zimbabwe, zambia, angola, mozambik, madagaskar, inggris, britania, britania raya, skotlandia, wales, irlandia, irlandia utara, prancis, perancis, jerman, jerman barat, jerman timur, italia,
spanyol, portugal, belanda, belgia, luksemburg, swiss, austria, polandia, ceko, cekoslowakia, slovakia, hungaria, hongaria, rumania, bulgaria, yunani, yunani kuno, albania, serbia, kroasia, bosnia, bosnia dan herzegovina, bosnia-herzegovina, slovenia, makedonia, montenegro,
kosovo, yugoslavia, rusia, uni soviet, ukraina, belarus, georgia, armenia, azerbaijan, kazakhstan, uzbekistan, turkmenistan, tajikistan, kirgizstan, finlandia, swedia, norwegia, denmark, islandia, estonia, latvia, lituania, siprus, malta, vatikan,
amerika, amerika serikat, as, usa, us, uk, kanada, meksiko, kuba, jamaika, haiti, republik dominika, puerto riko, guatemala, honduras, el salvador, nikaragua, kosta rika, panama, kolombia, venezuela, ekuador, peru, bolivia, brasil, brazil, paraguay, uruguay,
argentina, chili, cile, suriname, asia, asia tenggara, asia timur, asia selatan, asia barat, timur tengah, eropa, eropa barat, eropa timur, amerika utara, amerika selatan, amerika latin, afrika utara, antartika, arktik, skandinavia, balkan, karibia, pasifik, atlantik,
samudra hindia, samudra pasifik, laut jawa, laut cina selatan, laut natuna, selat malaka, selat sunda, selat bali, laut tengah, mediterania, kalimantan, sumatera, sumatra, jawa, sulawesi, borneo, pulau jawa, madura, lombok, flores, sumba, timor, halmahera, seram, nias, natuna,
london, manchester, liverpool, birmingham, oxford, cambridge, paris, marseille, lyon, berlin, munich, munchen, hamburg, frankfurt, roma, milan, milano, napoli, venesia, turin, madrid, barcelona, valencia, sevilla, lisbon, amsterdam, rotterdam, den haag, leiden, utrecht, brussel, wina,
zurich, jenewa, stockholm, oslo, kopenhagen, helsinki, moskwa, moskow, st petersburg, kiev, kyiv, warsawa, praha, budapest, bukares, sofia, athena, istanbul, ankara, konstantinopel, yerusalem, tel aviv, damaskus, baghdad, bagdad, teheran, riyadh, riyad, mekkah, mekah, makkah,
madinah, jeddah, dubai, abu dhabi, doha, kairo, alexandria, tripoli, nairobi, johannesburg, cape town, lagos, tokyo, osaka, kyoto, hiroshima, nagasaki, yokohama, hokkaido, seoul, busan, pyongyang, beijing, shanghai, guangzhou, shenzhen, wuhan, taipei, hanoi, ho chi minh, bangkok,
phuket, kuala lumpur, penang, johor, johor bahru, sabah, sarawak, kuching, kota kinabalu, manila, mumbai, new delhi, delhi, kolkata, karachi, islamabad, lahore, kabul, dhaka, kolombo, kathmandu, sydney, melbourne, brisbane, perth, canberra, adelaide, darwin, auckland, wellington, christchurch,
washington, washington dc, new york, new york city, los angeles, hollywood, chicago, san francisco, boston, philadelphia, houston, dallas, texas, florida, california, hawaii, alaska, miami, las vegas, seattle, detroit, atlanta, nevada, ohio, virginia, massachusetts, illinois, michigan, toronto, vancouver, montreal, ottawa, quebec, ontario,
meksiko city, havana, rio de janeiro, sao paulo, brasilia, buenos aires, santiago, lima, bogota, caracas, monas, senayan, menteng, kuningan jakarta, sudirman, thamrin, tanah abang, kemang, blok m, malioboro, kuta, ubud, sanur, seminyak, nusa dua, borobudur, prambanan, bromo, semeru, merapi, rinjani, kerinci, krakatau,
toba, danau toba, labuan bajo, raja ampat, bunaken, wakatobi, mandalika, ibu kota nusantara, ikn, suramadu, tunjungan, gubeng, wonokromo, kenjeran, rungkut, puncak bogor, lembang, ciwidey, dago, cikeas, hambalang, gbk, gelora bung karno, gelora bung tomo, juanda, soekarno-hatta, bandara soekarno-hatta, ngurah rai, kualanamu, tanjung perak, tanjung priok, nusakambangan, pulau seribu, jabodetabek, gerbangkertosusila, pantura, jatinangor, bsd, serpong, pik, sentul, gresik
`;
