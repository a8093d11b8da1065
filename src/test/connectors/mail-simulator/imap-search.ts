import { type ImapToken, inSet } from "./imap-tokens.ts";
import { headersOf, type MailFolder, type StoredMail } from "./mail-store.ts";

type Test = (mail: StoredMail) => boolean;

/** The mails that a SEARCH asks for (RFC 3501 §6.4.4), as far as a mail program of ours asks. */
export function searchMails({ mails }: MailFolder, criteria: readonly ImapToken[]): StoredMail[] {
  const highest = mails.at(-1)?.uid ?? 0;
  const rest = [...criteria];
  const word = (): string => {
    const token = rest.shift();
    if (typeof token !== "string") throw new RangeError("a word was expected");
    return token;
  };
  const readAll = (tokens: readonly ImapToken[]): Test => {
    const kept = rest.splice(0, rest.length, ...tokens);
    const tests: Test[] = [];
    while (rest.length > 0) tests.push(readOne());
    rest.push(...kept);
    return (mail) => tests.every((test) => test(mail));
  };
  const has = (name: string, part: string): Test => {
    const wanted = part.toLowerCase();
    return (mail) => headersOf(mail, name).some((value) => value.toLowerCase().includes(wanted));
  };
  const readOne = (): Test => {
    const [token] = rest;
    if (typeof token !== "string") {
      rest.shift();
      return readAll(token ?? []);
    }
    const key = word().toUpperCase();
    if (/^[\d*][\d:,*]*$/.test(key)) return (mail) => inSet(key, mail.uid, highest);
    switch (key) {
      case "ALL":
        return () => true;
      case "UID": {
        const set = word();
        return (mail) => inSet(set, mail.uid, highest);
      }
      case "SINCE": {
        const since = Date.parse(`${word()} 00:00:00 UTC`);
        return (mail) => mail.at.getTime() >= since;
      }
      case "HEADER": {
        const name = word();
        return has(name, word());
      }
      case "SUBJECT":
      case "FROM":
      case "TO":
        return has(key, word());
      case "NOT": {
        const test = readOne();
        return (mail) => !test(mail);
      }
      case "OR": {
        const [one, other] = [readOne(), readOne()];
        return (mail) => one(mail) || other(mail);
      }
      default:
        throw new RangeError(`no search by ${key}`);
    }
  };
  const test = readAll([...criteria]);
  return mails.filter(test);
}
