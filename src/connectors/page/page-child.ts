import { answerTasks } from "#platform/child/answer-tasks.ts";
import { type PageAnswers, type PageTask, pageReaders } from "./read-page-body.ts";

// The program of the process in which large pages and sitemaps are read.
answerTasks(({ kind, ...given }: PageTask): PageAnswers[PageTask["kind"]] => pageReaders[kind](given));
