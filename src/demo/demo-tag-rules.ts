/** Tags that the demo's office has given by itself: of a monitor, of who speaks, and of a tag that another rule gives. */
export const demoTagRules = [
  {
    name: "Kabut asap adalah bencana",
    tag: "Bencana",
    description: "Kebakaran hutan, kabut asap, dan bencana lain yang sedang ditangani.",
    colour: "3",
    monitor: "Kabut asap dan karhutla",
  },
  {
    name: "Bencana yang mengenai warga",
    tag: "Dampak ke warga",
    description: "Sekolah, kesehatan, dan perjalanan yang terganggu oleh bencana.",
    colour: "5",
    q: "tag:Bencana (sekolah OR siswa OR libur* OR ISPA OR sesak OR penerbangan OR bandara OR warga OR masker)",
  },
  {
    name: "Presiden berbicara",
    tag: "Pernyataan Presiden",
    description: "Berita yang mengutip Presiden.",
    colour: "1",
    q: 'speaker:jokowi OR speaker:"joko widodo"',
  },
] as const;
