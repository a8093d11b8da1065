import { z } from "zod";
import {
  type Abilities,
  type Ability,
  can,
  cannot,
  type Manifest,
  type Sentence,
} from "#connectors/ports/manifest.ts";

const pagesOnly = cannot({
  id: "Mesin pencari membaca halaman web; ia tidak mengenal tagar, akun, atau sebutan.",
  en: "A search engine reads web pages; it knows no hashtags, accounts or mentions.",
});
const nothingPushed = cannot({
  id: "Mesin pencari hanya menjawab bila ditanya; Gaung bertanya secara berkala.",
  en: "A search engine only answers when it is asked; Gaung asks regularly.",
});
const noInbox = cannot({
  id: "Mesin pencari tidak punya kotak masuk.",
  en: "A search engine has no inbox.",
});
const noVoice = cannot({
  id: "Mesin pencari hanya menemukan; di sana tidak ada yang dapat diterbitkan.",
  en: "A search engine only finds; nothing can be published there.",
});
const noFigures = cannot({
  id: "Mesin pencari tidak menyebut berapa kali sebuah halaman dibaca atau dibagikan.",
  en: "A search engine does not say how often a page is read or shared.",
});

/** What is found by asking for one address. */
const noLinks = cannot({
  id: "Mesin pencari ini tidak dapat ditanya siapa yang menautkan sebuah alamat.",
  en: "This search engine cannot be asked who links to an address.",
});

const abilitiesOf = (words: Ability, domain: Ability): Abilities => ({
  listen: {
    words,
    domain,
    hashtag: pagesOnly,
    author: pagesOnly,
    mention: pagesOnly,
    link: noLinks,
    stream: nothingPushed,
  },
  inbox: { mentions: noInbox, replies: noInbox, direct: noInbox, threads: noInbox, push: noInbox },
  publish: {
    post: noVoice,
    reply: noVoice,
    thread: noVoice,
    media: noVoice,
    edit: noVoice,
    remove: noVoice,
    lookUp: noVoice,
  },
  insights: { posts: noFigures, account: noFigures },
});

type Own = Pick<
  Manifest,
  "key" | "name" | "sign" | "summary" | "ways" | "quotas" | "costs" | "docs" | "checkedOn"
> & {
  /** What to know of a search by words, and of one within a site. */
  readonly words?: Sentence;
  readonly domain?: Sentence;
};

/** The manifest of a network that is only searched: what it finds are pages. */
export const searchManifest = ({ words, domain, ...own }: Own): Manifest => ({
  ...own,
  handleSign: "",
  abilities: abilitiesOf(can(words), can(domain)),
  limits: { counter: "graphemes", mostLength: 1, mostMedia: 0, media: [] },
  options: z.object({}),
  metrics: {},
});
