/** Below so many texts a figure of agreement says little. */
export const fewestTexts = 30;

/** What a kappa means, by Landis and Koch (1977): the key of its words under `engine.kappa`. */
export function kappaWord(
  kappa: number,
): "none" | "slight" | "fair" | "moderate" | "substantial" | "almostPerfect" {
  if (kappa <= 0) return "none";
  if (kappa <= 0.2) return "slight";
  if (kappa <= 0.4) return "fair";
  if (kappa <= 0.6) return "moderate";
  return kappa <= 0.8 ? "substantial" : "almostPerfect";
}
