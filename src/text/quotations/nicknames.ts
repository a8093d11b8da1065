/** Names by which the Indonesian press calls public persons without more: the name, a colon, the full name. */
const LINES = `
jokowi: joko widodo
jk: jusuf kalla
sby: susilo bambang yudhoyono
ahy: agus harimurti yudhoyono
ahok: basuki tjahaja purnama
btp: basuki tjahaja purnama
gus dur: abdurrahman wahid
cak imin: muhaimin iskandar
bamsoet: bambang soesatyo
hnw: hidayat nur wahid
zulhas: zulkifli hasan
tgb: zainul majdi
oso: oesman sapta odang
romy: romahurmuziy
rommy: romahurmuziy
emil: ridwan kamil
kang emil: ridwan kamil
gus ipul: saifullah yusuf
bu risma: tri rismaharini
risma: tri rismaharini
bung karno: soekarno
pak harto: soeharto
gus yahya: yahya cholil staquf
bambang pacul: bambang wuryanto
ical: aburizal bakrie
hary tanoe: hary tanoesoedibjo
bang yos: sutiyoso
foke: fauzi bowo
aher: ahmad heryawan
`;

/** Folded nickname → folded full name. */
export const NICKNAMES: ReadonlyMap<string, string> = new Map(
  LINES.trim()
    .split("\n")
    .map((line) => {
      const [nickname = "", full = ""] = line.split(": ");
      return [nickname, full] as const;
    }),
);
