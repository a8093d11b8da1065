/** How sure a share sounds: the key of its words under `analysis.sure`. @param share 0 to 1 */
export function sureWord(share: number): "almost" | "quite" | "rather" | "hardly" {
  if (share >= 0.9) return "almost";
  if (share >= 0.75) return "quite";
  return share >= 0.6 ? "rather" : "hardly";
}
