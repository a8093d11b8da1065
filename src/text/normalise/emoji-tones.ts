/** What a pictograph or a face of punctuation says of the mood of its writer. */
export type EmojiTone = {
  /** `irony` turns the words before it round or doubts them; `neutral` shows a thing or a plain gesture. */
  readonly tone: "positive" | "negative" | "neutral" | "irony";
  /** 0 for neutral, else 1 (faint) to 3 (strong). */
  readonly strength: 0 | 1 | 2 | 3;
  /** The kind of feeling, the same for all pictographs that show it. */
  readonly feeling: string;
};

/** Lines `tone strength feeling: pictographs`. The tones are the authors' own judgment of Indonesian use. */
const TABLE = `
positive 2 joy: 😀 😃 😄 😁 😊 ☺ 🙂 😇 😺 😸 🤗 🥹 🌞 🌝 😌 😋 🤤 🫡 🐣 🌈 ☀ 🌻 🌟 ✨ ⭐ 💫
positive 1 laugh: 😆 😅 😂 🤣 😹 😝 😜 🤪 😛 💀 ☠
positive 3 love: ❤ 🧡 💛 💚 💙 💜 🤎 🖤 🤍 🩷 🩵 🩶 💖 💗 💓 💞 💕 💘 💝 💟 ❣ 😍 🥰 😘 😗 😙 😚 😻 💌 💋 🫶 ❤‍🔥 💑 💏 👩‍❤️‍👨 👩‍❤️‍💋‍👨 🤟 🌹 💐 🌷 🌸 🌺 🫂
positive 2 approval: 👍 👌 ✅ ☑ ✔ 💯 🆗 🤝 🙌 👏 🫰 🤞 ✌ 🤙 👊 🤛 🤜 ✊ 🫵 🙆 🙆‍♂️ 🙆‍♀️ 🔝 🆒
positive 3 celebration: 🎉 🎊 🥳 🎂 🎁 🎈 🏆 🥇 🏅 🎖 🥈 🥉 🎆 🎇 🍾 🥂 🍻 💃 🕺 👯 👯‍♀️ 🪅 🎀
positive 2 courage: 💪 🦾 🔥 ⚡ 🚀 👑 💎 🦁 🐯 🦅 🥷 🦸 🦸‍♂️ 🦸‍♀️ 📈 🏋
positive 2 cool: 😎 🤩 🤠 😼 🕶 🤘
positive 1 hope: 🙏 🤲 🕊 🍀 🌱 ☮ 🕌 🛐 📿 🌙 ☪ ✝ 🕋 🪷
positive 1 salute: 👋 🙋 🙋‍♂️ 🙋‍♀️ 🙇 🙇‍♂️ 🙇‍♀️ 🫱 🫲 🤚 🖐
positive 1 shy: 😳 🫣 🤭 🙈 🙊 🙉 🥺 🐱 🐶 🐰 🐼 🐻 🐥 🦋 🐝
positive 1 pleasure: 🍽 🍰 🍦 🍨 🍕 🍔 🍜 🍲 🍛 🍗 🍩 🍪 ☕ 🍵 🥤 🧋 🍉 🍓 🥭 🏖 🏝 ⛱ 🎵 🎶 🎤 🎸
negative 3 anger: 😡 😠 🤬 👿 😤 💢 🗯 😾 🖕 👺 👹
negative 2 sadness: 😢 😞 😔 😟 🙁 ☹ 😣 😖 😿 🥀 😥 😓 😪 🌧 ⛈ 🌑 🫠 🏴 🪦 ⚰ 🕯
negative 3 crying: 😭 💔 😩 😫 ❤‍🩹
negative 2 fear: 😱 😨 😰 😧 😦 🙀 👻 🆘 ⚠ 🚨 ☣ ☢ ⛔ 🔪 💣 🧨 🩸 🌋 🌪 🌊 🦠
negative 3 disgust: 🤢 🤮 💩 🗑 🐍 🐀 🐁 🪳 🦟 🐷 🐖 🐽 🐒 🐵 🐕 🐊 🦎 🪱 🚽 🚮
negative 2 disapproval: 👎 ❌ ✖ 🚫 🙅 🙅‍♂️ 🙅‍♀️ 🤦 🤦‍♂️ 🤦‍♀️ ❎ 🛑 📉 🔇 🆖 🙍 🙍‍♂️ 🙍‍♀️ 🙎 🙎‍♂️ 🙎‍♀️ 🤥
negative 1 boredom: 😑 😒 😐 🥱 😴 💤 😕 😶 🫤 😬 🤐 😮‍💨 ⏳ ⌛ 🐌 🐢 🦥
negative 1 illness: 🤒 🤕 😷 🤧 🥵 🥶 🥴 😵 😵‍💫 🤯 💉 🩹 🚑 🏥
irony 2 mockery: 🙃 😏 🤡 🙄 🤨 🧐 🤓 💅 🫥 😈 🎭 🤷 🤷‍♂️ 🤷‍♀️ 👀 🤫 🍿 🧠 🦖 🐸 🌚
neutral 0 surprise: 😮 😯 😲 🫢 ❗ ❕ ‼ ⁉
neutral 0 question: 🤔 ❓ ❔ 💭 🫨
neutral 0 pointing: 👉 👈 👆 👇 ☝ ➡ ⬅ ⬆ ⬇ 🔜 🔙 🔛 📌 📍 🔗 🔎 🔍 ▶ ⏩ ♻ 🔄 🔁 ✍
neutral 0 person: 👦 👧 👨 👩 👴 👵 👶 👮 👮‍♂️ 👮‍♀️ 👷 👨‍⚕️ 👩‍⚕️ 👨‍🏫 👩‍🏫 👨‍🎓 👩‍🎓 👨‍🌾 👨‍💼 👩‍💼 👪 👨‍👩‍👧 👨‍👩‍👧‍👦 👥 👤 🗣 🧕 🧔 🚶 🏃 🧑 🚴 🏍
neutral 0 news: 📢 📣 🔊 📰 🗞 📺 📻 📷 📸 🎥 🎬 📹 📱 ☎ 📞 💻 🖥 ✉ 📧 📩 📨 💬 🔔 📅 📆 🗓 ⏰ ⌚ 🕐 📝 📄 📃 📊 📋 🗂 📚 📖 🎓 🏫 ⚖ 🗳
neutral 0 place: 🏠 🏡 🏢 🏛 🏗 🏭 🏪 🏬 🌍 🌏 🌎 🗺 🌄 🌅 🏞 🛣 🛤 🌉 🏙 🌃 ⛰ 🏔 🌳 🌴 🌲 🌾 🌿 🍃 🍂
neutral 0 transport: 🚗 🚕 🚙 🚌 🚎 🚐 🚚 🚛 🚜 🛵 🚲 🚆 🚇 🚊 🚉 ✈ 🛫 🛬 🚢 ⛴ 🛳 🚁 🚦 🚥 🚧 🚏 ⛽ 🅿 🚓 🚒
neutral 0 money: 💰 💵 💸 💳 🪙 🏦 🛒 🛍 🧾 💼 🏷
neutral 0 thing: 💡 🔦 🔧 🔨 🛠 ⚙ 🧰 🧹 🧼 🪣 🚰 💧 💦 🚿 🔌 🔋 📦 🧪 💊 🩺 👕 👗 👟 👜 🎒 🧢 ⚽ 🏀 🏸 🏐 🎾 🎮 🎲 🧩 🥚 🍚 🍞 🐟 🐄 🐐 🐓 🐈 🐘
neutral 0 flag: 🇮🇩 🇲🇾 🇵🇸 🇺🇸 🇸🇬 🇨🇳 🇯🇵 🇰🇷 🇸🇦 🇮🇳 🇬🇧 🇦🇺 🇳🇱 🇮🇱 🇷🇺 🇺🇦 🏳 🏁 🚩 🎌
`;

/** The same for faces of punctuation, by what they are made of once noses and repetitions are left out. */
const FACES = `
positive 2 joy: :) =) (: ^^ ^_^ ;) :] (^_^) :3 8)
positive 2 laugh: :d =d xd :p ;p
positive 3 love: <3 :* ;*
negative 2 sadness: :( =( ): :[
negative 3 crying: :'( )': t_t t.t ;_; qaq
negative 2 anger: >:( >.< >_< >< :@
negative 3 crying: </3 <\\3
negative 1 boredom: -_- -.- :/ :\\ :| =/
neutral 0 surprise: :o o_o o.o
`;

function readTones(table: string): Map<string, EmojiTone> {
  const tones = new Map<string, EmojiTone>();
  for (const line of table.trim().split("\n")) {
    const [, tone, strength, feeling, signs] = /^(\w+) (\d) (\w+): (.+)$/u.exec(line) ?? [];
    if (!tone || !strength || !feeling || !signs) continue;
    const entry = { tone, strength: Number(strength), feeling } as EmojiTone;
    for (const sign of signs.split(" ")) {
      const key = withoutVariation(sign);
      if (!tones.has(key)) tones.set(key, entry);
    }
  }
  return tones;
}

/** Pictographs without the marks that choose colour or skin, as the tokeniser gives them. */
function withoutVariation(sign: string): string {
  return sign.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, "");
}

const EMOJI = readTones(TABLE);
const EMOTICONS = readTones(FACES);

/** What a pictograph says, skin and gender left aside; undefined for one that nobody has judged. */
export function emojiTone(exact: string): EmojiTone | undefined {
  const sign = withoutVariation(exact);
  const joined = sign.indexOf("\u200d");
  return EMOJI.get(sign) ?? (joined > 0 ? EMOJI.get(sign.slice(0, joined)) : undefined);
}

/** What a face of punctuation says, whatever its nose and however long its mouth: ":-)))" is ":)". */
export function emoticonTone(written: string): EmojiTone | undefined {
  const plain = written.toLowerCase().replace(/’/gu, "'");
  const shape = /^[^_.]{2,}$/.test(plain) ? plain.replace(/-/g, "").replace(/(.)\1+$/u, "$1") : plain;
  return EMOTICONS.get(plain) ?? EMOTICONS.get(shape) ?? EMOTICONS.get(plain.replace(/([_.])\1+/u, "$1"));
}

/** How many pictographs and faces have a tone. */
export const judgedSigns = { emoji: EMOJI.size, emoticons: EMOTICONS.size };
