/** Short forms that everybody knows. */
export const knownAcronyms: ReadonlySet<string> = new Set(
  `ri dki diy nkri tni polri polda polres polsek dpr dprd mpr dpd kpk kpu bawaslu mk ma bpk bi ojk pns asn ktp kk sim
  stnk bpkb pbb ppn sd smp sma smk tk paud s1 s2 s3 rt rw rs rsud ugd igd icu covid hiv aids tbc dbd bpjs pln pdam bbm
  lpg umkm ukm pt cv bumn bumd tv wa sms hp pc usb cctv atm id no jl dll dsb dst wib wita wit am pm km kg rp usd as uk
  usa asean who unesco unicef fifa pssi kbbi uu pp perda apbn apbd psk nik npwp kua tki tkw phk thr sdm iptek krl mrt
  lrt bnpb bmkg pmi osis ipa ips un tol mbg mui nu hut pkk ppkm psbb vip qr nfc gps wifi www http https com`
    .split(/\s+/)
    .filter(Boolean),
);
