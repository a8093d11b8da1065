/** Peers that bring no types: only what the figures call. */
declare module "sentiment" {
  export default class Sentiment {
    analyze(text: string): { score: number };
  }
}
declare module "wink-sentiment" {
  export default function sentiment(text: string): { score: number };
}
