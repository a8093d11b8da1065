import { answerTasks } from "#platform/child/answer-tasks.ts";
import type { ClippingAnswers, ClippingTask } from "./clipping-task.ts";
import { drawPdf } from "./draw-pdf.ts";
import { extractTexts, leadTexts } from "./extract-texts.ts";

answerTasks(async (task: ClippingTask): Promise<ClippingAnswers[keyof ClippingAnswers]> => {
  switch (task.kind) {
    case "lead":
      return leadTexts(task.groups);
    case "extract":
      return extractTexts(task.texts);
    case "pdf":
      return drawPdf(task.sheet, task.logo);
  }
});
