import PostalMime from "postal-mime";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import { office, openMailSimulator } from "#test/connectors/mail-simulator/open-mail-simulator.ts";
import type { Rehearsal } from "#test/connectors/rehearsal.ts";
import { emailConnector } from "./email-connector.ts";

describeConformance(emailConnector, openRehearsal);

/** An office's mailbox on servers of our own; copies to oneself prove what was sent when the answer is lost. */
async function openRehearsal(): Promise<Rehearsal> {
  const { access, receive, store, troubles, close } = await openMailSimulator();
  return {
    handle: office,
    access: () => access({ settings: { copyToSelf: true } }),
    wrongAccess: () => access({ secrets: { password: "bukan kata sandinya" } }),
    heardAs: { kind: "mail", conversation: { kind: "mail" }, isPrivate: true },
    someoneSays: async (text, replyTo) =>
      receive({ text, headers: replyTo === undefined ? {} : { "In-Reply-To": `<${replyTo}>` } }),
    countPosts: async (text) => {
      const mails = await Promise.all(store.outside.map(({ raw }) => PostalMime.parse(raw)));
      return mails.filter((mail) => mail.text?.trim() === text).length;
    },
    spoil: async (trouble) => {
      troubles.push(trouble);
    },
    close,
  };
}
