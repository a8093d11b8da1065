import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { fieldNoteContract } from "../../contract/field-note.ts";
import { createFieldNote } from "./create-field-note.ts";

/** Joins the operations of notes from the field to their contract. */
export function fieldNoteRoutes({ analyst }: { analyst: Analyst }) {
  const api = implement(fieldNoteContract).$context<RequestContext>();
  return {
    createFieldNote: api.createFieldNote.handler(({ context, input }) =>
      createFieldNote(context, input, analyst),
    ),
  };
}
