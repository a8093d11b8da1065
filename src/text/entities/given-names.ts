/**
 * Names that Indonesians bear, as one of the words of a full name: own list, common across regions and faiths. Names
 * that are common words too (Cahya, Dewi, Indah, Wati) are in: the words around decide.
 */
export const GIVEN_NAMES = `
abas abdi abdul abdulah abdullah abdurrahman abimanyu abu achmad adam ade adelia adi adinda adit aditia aditya adnan adrian
aep afandi afdal afif afifah agung agus agustina agustinus agustian agustin ahmad aidil aini airlangga aisyah ajeng aji akbar
akhmad al alamsyah albert albertus aldi aldo alex alexander alfian alfin ali alif aloysius alvin alya aman amalia amanda amelia
amin aminah amir amirudin amiruddin ana anak ananda anang anas anastasia andhika andi andika andre andreas andri andriani andrianto
andry angelina angga anggi anggraeni anggraini anggun ani anies anif anisa anita anjani anna annisa anton antonius anwar apri aprilia
ardi ardian ardiansyah arie arief arif arifin arifudin arifuddin ari ario aris arman armando arsyad arum arya asep ashari asih asman
asmara asri astri astuti asep atika atiqah aulia avi ayu aziz azis azhar azizah azwar bagas bagus bahar bahri bahrul bakri bakti bambang
bangun basri basuki bayu benedictus benny beny bernadus bernard bima bintang boby bobby boediono bonar brian budi budiarto budiman
budianto budiyanto budiono burhan burhanuddin cahya cahyadi cahyani cahyo cahyono candra catur cecep chairil chairul chandra
christian christina citra clara cornelis dadan dadang dahlan damar dani daniel darma darmawan darmin daryono dasep david deddy dede dedi
dedy dendi denny deni desi desy dessy devi dewa dewi dhani dian diana didi didik didin dika dimas dina dinda dini dita dodi dodik
dodo dody doni donny dony dwi dyah edi edy eddy effendi efendi egi eka eko ela elia elisa elisabeth elly elvira ely emil emilia
emmanuel endah endang enny eny erick erik erika erlangga erlina ernawati erni erwin erwan esti etik evi fachri fachrul fadel fadhil
fadil fadilah fadjar fadli fahmi fahri fahrul faisal faiz fajar fajri fandi farah farhan farid farida fariz fatah fathur fatimah fatma
fauzan fauzi fauziah febri febriana febrianto febriyanti feby felix feri ferdi ferdinand ferdy ferry fiki fikri firman firdaus
firli firmansyah fitra fitri fitria fitriani fransiska fransiskus frans fredy fuad gabriel galang galih galuh ganjar gatot gede
gema gerry gibran gilang gita gito gregorius gunadi guntur gunawan gus gusti habib habibi habibie hadi hadiyanto hafid hafidz haikal
hakim hamdan hamid hamidah hamka hamzah hana hanafi handayani handi handoko handono hani hanif hanna hardi hari hariadi harianto
haris hariyanto harjo harsono hartati hartanto hartini hartono haryadi haryanto haryono hasan hasanah hasanuddin hasbi hashim hasim
hasnah hasto hasyim hatta hendra hendri hendrik hendro hendry henny heny henry heri herianto heriyanto herlambang herlina herman hermansyah
hermawan hernawan heru herry hesti hidayah hidayat hidayati hilda hilman husain husein husen husni husnul hutomo ibnu ibrahim
ida idham idris ignatius ihsan ika ikhsan ikhwan ilham ilyas imam iman imanuel imelda imran ina indah indar indra indrawan indrawati indri
indriani intan iqbal ira irawan irawati irfan irma irman irsyad irvan irwan irwansyah isa iskandar islah ismail isnaini istiqomah iswanto
ita iwan izzah jajang jaka jamal jamaludin jamaluddin jamil jan janu jati jaya jefri jeni jenny jeremi jerry jessica jihan jimmy joko
jokowi johan johanes johannes john johny joni jonathan jono jose joseph josep juanda jubaidah juli julia julianto juliana jumadi jumiati
junaedi junaidi juni jupri juwita kadek kamal kamaludin kamil karina kartika kartini karyono kasman katarina kemal kenny kevin khadijah
khairil khairul khairunnisa khalid khofifah kholil khoirul khoirunnisa kiki komang komar komarudin krisna krisnawati kristian
kristanto kristiani kristina kukuh kurnia kurniadi kurniasih kurniawan kurniawati kusuma kusnadi kusno kusumawati laila laksmi
laras larasati latif latifah lena leni leo leonardus lestari lia lies lilis lily lina linda lisa lisna lita luciana luhut lukas lukman luki
lusi lutfi luthfi made magdalena mahendra mahfud mahmud mahmudi maimun maya makmur malik mamat mansur mansyur mardani mardiana mardiono mardi
margaretha maria mariam mariana marina mario markus marlina marni marsudi martha martin martini maruf maryam maryani maryati maryono mas mashudi
mastur masykur maulana maulida maulidya mawar mega megawati mei melani melati melia melinda melisa meri merry meta meutia michael mira mirna
mochamad mochammad moch moh mohamad mohammad monica muchlis muchtar mudji mufid muh muhaimin muhamad muhammad muhtar mujahid mujiono
mukhlis mukhtar mukti muliadi mulyadi mulyana mulyani mulyanto mulyati mulyono munir murni mursid murtini musa muslim muslimin
mustafa mustakim mustofa muthia mutia muzakir nabila nadia nadya nadhif nadiem najib najwa nana nanang nanda nandang nani narto nasir
nasrul nasution natalia nathan naufal naufan ni nia niken nina ningrum ningsih nisa nita niswatun noer nono nora nova noval novel novi novia
noviana novianti novita novri nugraha nugroho nunung nur nurdin nurhaliza nurhasanah nurhayati nuri nurjanah nurlaila nurmala nurul nuryanti
nyoman oki oktavia oktaviani olga oni opik oscar otong panca pandu panji patricia paulus permadi permana permata petrus pipit poltak
pradana pradipta prabowo praja pramana pramono pranata pranowo prasetia prasetya prasetyo pratama pratiwi prayitno prayogo pribadi priyanto
priyono puan puji purnama purnomo purwanti purwanto purwati puspa puspita puspitasari putra putranto putri putu qomar qomariah raden
radit raditya rafi rafli raharjo rahardjo rahma rahman rahmad rahmat rahmawati rahmi rahayu raihan raisa raja rama ramadani ramadhan
ramadhani ramdan ramdani ramdhan ramlan ramli randi rangga rani ranti rasyid ratih ratna ratri raya reni reno resa resti reza rezky
rhoma ria rian riana ricky rico rida ridho ridwan rifai rifki rifky rika riko rina rini rio risa riska risky risma rismawati
rita rivai riyadi riyan riyanto riza rizal rizka rizki rizky rizqi robby robert robi rohman rohmat rohim rohmah romi romli roni ronald
ronny rosa rosalia rosana rosdiana rosi rosid rosidah rosita rosmala roy rubi rudi rudianto rudiyanto rudy rukmana ruli ruslan rusdi
rusli rusman rusmini ruth ryan saad sabar sabrina sadikin saefudin saeful safar safitri safri safrudin sagita sahal sahid saiful
said saifudin saifuddin salamah saleh salim salma salman salsabila sam samsudin samsul samuel sandi sandiaga sandra sandy santi
santoso saputra saputri sari sarah sardi sarjono sartika sarwono sasmita sasongko satria satrio satya saut sebastian sekar selvi septi
septian septiana setia setiadi setiawan setiawati setio setya setyawan setyo setyowati shinta sholeh sholihin shofi sidik siddik sigit silvi silvia
simon sindi sinta siska siswanto siswoyo siti slamet sofia sofyan solihin solikin sony sopian sri stefanus stella stephanie subagyo
subandi subekti subianto sucipto sudarman sudarmono sudarsono sudaryono sudibyo sudirman sudjatmiko sudrajat sudomo sugeng sugiarti sugiarto
sugiono sugito sugiyanto sugiyono suhaimi suhardi suharto suhartono suhendra suherman suhendar sujarwo sujatmiko sujatno sujono sukarno sukarni
sukardi sukiman sukirman sukma sukmawati sulaiman sulastri sulistiawati sulistiyo sulistyo sulistyowati sumardi sumarni sumarno sumarsono sumiati
sumitro sunardi sunarno sunarto sunarti sunaryo sunyoto supardi suparman suparno supartini supri supriadi supriatna supriyadi supriyanto
supriyono suprapto suratman surya suryadi suryana suryani suryanto suryo suryono susan susanti susanto susi susilawati susilo susilowati sutan
sutanto sutarman sutedja suteja sutikno sutini sutisna sutomo sutopo sutrisno suwandi suwarno suwito suwondo suyanto suyatno suyono syafii
syafiq syafrudin syafruddin syahputra syahrial syahril syahrini syahrul syaiful syaifudin syaifullah syamsudin syamsuddin syamsul syarif
syarifah syarifuddin syarifudin taufan taufik taufiq tarmizi tatang tatik tedi tedy teddy teguh tegar teuku theresia thomas thoriq
tia tiara tika timotius tina tini tio tirta tisna titi titik tito titin tjahjo tjahyo togar tohir toni tono tony topan totok tri trisna
trisno triyono tuti tutik ucok udin ujang ulfa uli ulil umar umi umam ummi untung uswatun utami utari utomo vania vega vera veri veronika
vicky victor vina vincent vino vita viola vivi wahab wahid wahidin wahyu wahyudi wahyuni wahyuningsih wahyuningtyas wahyono wanda
wardana wardani wardhana warsito wartono wati wawan wayan weni wibowo wibawa widi widia widiastuti widodo widya widyawati wijaya wijayanti
wijayanto wiguna willy winarno winarti winata windi winda winarto wisnu witono wiwik wiwin wiyono wulan wulandari yahya yani yanti
yanto yayan yayuk yenny yeni yeyen yessi yoga yogi yohana yohanes yolanda yoseph yosep yosef yudha yudhi yudhistira yudhoyono yudi yudianto yuda
yuli yulia yuliana yulianti yulianto yuliati yulius yumna yuni yuniar yuniarti yunita yunus yus yusman yusril yusron yusuf yusup
zaenal zaenudin zaini zainab zainal zainuddin zainudin zaki zakaria zakiyah zamroni zulaiha zulfa zulfikar zulkarnain zulkifli zulham
baswedan widjojanto laoly sukarnoputri soekarnoputri soekarno soeharto kalla hatta iriana kaesang gibran rakabuming
siregar simanjuntak sitorus situmorang sihombing simatupang nababan napitupulu hutabarat hutapea lubis harahap ritonga sinaga
manurung panjaitan pardede pasaribu pohan purba rangkuti saragih sembiring siahaan sianturi silaban silalahi simbolon sipayung siagian
tambunan tampubolon tarigan tobing ginting hasibuan marpaung matondang damanik gultom hutagalung limbong lumban tanjung koto chaniago
piliang sikumbang manullang aritonang barus bangun perangin sebayang pinem karo nainggolan batubara daulay dalimunthe parapat
latuconsina tomasoa pattiasina leimena pattinama tuhumury salampessy sahetapy lestaluhu wenda tabuni kogoya enembe wonda gombo
wanggai rumbiak mambrasar kambu mandacan waterpauw yoteni pandjaitan tandjung tumbelaka mokoginta manoppo lasut runtuwene supit
sondakh sumual rondonuwu mangindaan pangalila walangitan lumentut watulangkouw tahalele daud usman umarsyah oesman hutajulu
`;

/** Words before a name that say a person follows. */
export const PERSON_TITLES = `
pak bapak bpk bu ibu ibunda bunda ayah mas mbak mba kang teh neng nyai cak ning gus kiai kyai kh ustaz ustadz ustad ustadzah habib
haji hajah h hj dr drs dra ir prof profesor dokter insinyur raden rr sultan pangeran ratu tuan nyonya tn ny sdr sdri saudara saudari
almarhum almarhumah alm almh mendiang sheikh syekh sayyid tengku teuku cut datuk sutan daeng andi ida gusti anak bung koh ko ci cik om
tante abang bang uda uni mang mister miss mr mrs nona jenderal letjen mayjen brigjen kolonel letkol mayor kapten lettu letda
sersan kopral prajurit laksamana laksda laksma marsekal marsda marsma komjen irjen brigjen kombes akbp kompol akp iptu ipda aiptu
aipda bripka brigadir briptu bripda bharada komisaris paus uskup pastor pendeta romo suster biksu santo santa imam nabi raja
kaisar putri aktor aktris penyanyi presenter pesinetron artis selebgram youtuber komedian pelawak pemain pelatih striker kiper bek
gelandang kapten pebalap pebulu petinju pengamat pengacara advokat hakim jaksa politikus politisi sutradara penulis novelis penyair
wartawan jurnalis aktivis ekonom sosiolog terdakwa tersangka terpidana korban saksi pelaku warga istri suami anaknya bernama
`;

/** Verbs of speaking, beside which a name is a person's. */
export const SPEECH_VERBS = `
kata ujar ucap tutur ungkap jelas terang papar tegas tambah lanjut imbuh sebut cetus tukas pungkas tandas sambung katanya ujarnya
ucapnya tuturnya ungkapnya jelasnya terangnya paparnya tegasnya tambahnya lanjutnya imbuhnya sebutnya menurut mengatakan menyatakan
menuturkan mengungkapkan menjelaskan menerangkan memaparkan menegaskan menambahkan melanjutkan menyebut menyebutkan mengaku berharap
mengimbau meminta menilai membantah menyampaikan mengklaim berkata bilang curhat menyindir mengkritik
`;
