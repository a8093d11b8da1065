import { answerTasks } from "#platform/child/answer-tasks.ts";
import { drawBrief } from "../briefs/draw-brief.ts";
import { drawPicture } from "../briefs/draw-picture.ts";
import type { ClippingAnswers, ClippingTask } from "./clipping-task.ts";
import { drawPdf } from "./draw-pdf.ts";
import { extractTexts, leadTexts, phaseTexts } from "./extract-texts.ts";

answerTasks(async (task: ClippingTask): Promise<ClippingAnswers[keyof ClippingAnswers]> => {
  switch (task.kind) {
    case "lead":
      return leadTexts(task.groups);
    case "extract":
      return extractTexts(task.texts);
    case "phases":
      return phaseTexts(task.stories);
    case "pdf":
      return task.opened.form === "brief"
        ? drawBrief(task.opened.sheet, task.opened)
        : drawPdf(task.opened.sheet, task.opened.logo);
    case "picture":
      return drawPicture(task.brief);
  }
});
