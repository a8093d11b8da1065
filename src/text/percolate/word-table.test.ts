import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PrefixTrie } from "./prefix-trie.ts";
import { WordTable, wordsTogether } from "./word-table.ts";

const arbitraryWord = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "~"), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom("a", "\u00ff", "\0", "印"), maxLength: 6 }),
  fc.integer({ min: 20, max: 30 }).map((length) => "panjang".repeat(5).slice(0, length)),
);
const arbitraryChanges = fc.array(fc.tuple(arbitraryWord, fc.nat(3)), { maxLength: 400 });

describe("WordTable", () => {
  it("holds what a Map holds, whatever comes and goes", () => {
    fc.assert(
      fc.property(
        arbitraryChanges,
        fc.array(arbitraryWord, { maxLength: wordsTogether }),
        (changes, asked) => {
          const table = new WordTable();
          const known = new Map<string, number>();
          for (const [word, value] of changes) {
            if (value === 0) {
              table.delete(word);
              known.delete(word);
            } else {
              table.set(word, value);
              known.set(word, value);
            }
          }
          expect(table.size).toBe(known.size);
          for (const [word] of changes) expect(table.get(word)).toBe(known.get(word) ?? 0);
          for (const word of asked) table.ask(word);
          expect(table.answer()).toBe(asked.length);
          expect([...table.values.slice(0, asked.length)]).toEqual(asked.map((word) => known.get(word) ?? 0));
        },
      ),
    );
  });
});

describe("PrefixTrie", () => {
  it("finds every beginning of a word, and its quick test misses none", () => {
    fc.assert(
      fc.property(arbitraryChanges, fc.array(arbitraryWord), (changes, words) => {
        const trie = new PrefixTrie();
        const table = new WordTable();
        const known = new Map<string, number>();
        for (const [prefix, value] of changes) {
          if (value === 0 && known.delete(prefix)) trie.remove(prefix);
          else if (value > 0 && !known.has(prefix)) {
            known.set(prefix, value);
            trie.add(prefix, value);
          }
        }
        expect(trie.size).toBe(known.size);
        for (const word of words) {
          const expected = [...known].filter(([prefix]) => word.startsWith(prefix)).map(([, value]) => value);
          const count = trie.find(word);
          expect([...trie.found.slice(0, count)].sort()).toEqual(expected.sort());
          const head = table.ask(word);
          table.answer();
          if (count > 0 && head !== -1) expect(trie.mayBegin(head)).toBe(true);
        }
      }),
    );
  });
});
