const GOOD_EMOJI =
  "😀😁😂😃😄😅😆😊😋😍😘🥰😎🤩🙏👍👏❤💕💖💗💓💙💚💛💜🧡💪🔥🎉🥳😇☺🤗💯✨🙌🌟⭐😉🤣😻🥹🫶👌💐🌹";
const BAD_EMOJI = "😠😡🤬😤😢😭😞😔😩😫🤮🤢👎💔🙄😒😑😣😖😱🤦😓😪😰☹🙁😨😟😕😧😦😥😿🤯💩🖕😾🥵🚫❌";
const IRONIC_EMOJI = "🙃🙄😏🤡🤭😒";

const GOOD: ReadonlySet<string> = new Set(GOOD_EMOJI);
const BAD: ReadonlySet<string> = new Set(BAD_EMOJI);
const IRONIC: ReadonlySet<string> = new Set(IRONIC_EMOJI);

/** Which way a face points: 1 good, -1 bad, 0 unknown. */
export function faceDirection(exact: string): -1 | 0 | 1 {
  const first = String.fromCodePoint(exact.codePointAt(0) ?? 0x20);
  if (GOOD.has(first)) return 1;
  if (BAD.has(first)) return -1;
  if (/^(?:[:;=8].?-?[)\]*]|<3|\^)/.test(exact)) return 1;
  return /[([\\/|]|-[_.]+-|>|<[/\\]3/.test(exact) ? -1 : 0;
}

/** A face that says the opposite of the praise before it: "mantap, macet lagi 🙃". */
export function isIronicFace(exact: string): boolean {
  return IRONIC.has(String.fromCodePoint(exact.codePointAt(0) ?? 0x20));
}
