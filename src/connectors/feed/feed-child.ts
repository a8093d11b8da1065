import { answerTasks } from "#platform/child/answer-tasks.ts";
import { readFeedBody } from "./read-feed-body.ts";

// The program of the process in which large bodies are read.
answerTasks(readFeedBody);
