/** What the demo's office keeps an eye on in September 2019: two bodies to compare, and four stories of those days. */
export const demoMonitors = [
  {
    name: "Presiden dan Istana",
    folder: "Lembaga",
    kind: "ours",
    colour: "1",
    q: 'jokowi OR "joko widodo" OR istana',
  },
  {
    name: "DPR",
    folder: "Lembaga",
    kind: "peer",
    colour: "5",
    q: 'DPR OR "dewan perwakilan rakyat"',
    exclude: "DPRD",
  },
  {
    name: "Wafatnya B.J. Habibie",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "2",
    q: "habibie",
    exclude: '"habibie center"',
  },
  {
    name: "KPAI dan PB Djarum",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "4",
    q: "KPAI OR (djarum NEAR/10 (audisi OR bulutangkis OR atlet OR anak))",
  },
  {
    name: "Kabut asap dan karhutla",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "3",
    q: '"kabut asap" OR karhutla OR "kebakaran hutan" OR (asap NEAR/5 (riau OR pekanbaru OR kalimantan))',
  },
  {
    name: "Revisi UU KPK",
    folder: "Isu September 2019",
    kind: "topic",
    colour: "6",
    q: '"UU KPK" OR (KPK NEAR/6 (revisi OR RUU)) OR "dewan pengawas KPK" OR "capim KPK" OR "pimpinan KPK"',
  },
] as const;
