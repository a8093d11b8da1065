/** What the demo's office keeps an eye on in September 2019: two bodies to compare, and four stories of those days. */
export const demoMonitors = [
  {
    name: "Presiden dan Istana",
    folder: "Lembaga",
    kind: "ours",
    colour: "indigo",
    q: 'jokowi OR "joko widodo" OR istana',
  },
  {
    name: "DPR",
    folder: "Lembaga",
    kind: "peer",
    colour: "umber",
    q: 'DPR OR "dewan perwakilan rakyat"',
    exclude: "DPRD",
  },
  {
    name: "Wafatnya B.J. Habibie",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "brass",
    q: "habibie",
    exclude: '"habibie center"',
  },
  {
    name: "KPAI dan PB Djarum",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "violet",
    q: "KPAI OR (djarum NEAR/10 (audisi OR bulutangkis OR atlet OR anak))",
  },
  {
    name: "Kabut asap dan karhutla",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "maroon",
    q: '"kabut asap" OR karhutla OR "kebakaran hutan" OR (asap NEAR/5 (riau OR pekanbaru OR kalimantan))',
  },
  {
    name: "Revisi UU KPK",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "teal",
    q: '"UU KPK" OR (KPK NEAR/6 (revisi OR RUU)) OR "dewan pengawas KPK" OR "capim KPK" OR "pimpinan KPK"',
  },
] as const;
