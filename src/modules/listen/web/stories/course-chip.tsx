import {
  IconArrowDownRight,
  IconArrowRight,
  IconArrowUpRight,
  IconCheck,
  IconSparkles,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import type { StoryCourse } from "../../contract/story.ts";

const looks = {
  new: { kind: "brass", Icon: IconSparkles },
  growing: { kind: "brass", Icon: IconArrowUpRight },
  steady: { kind: "fact", Icon: IconArrowRight },
  fading: { kind: "fact", Icon: IconArrowDownRight },
  over: { kind: "fact", Icon: IconCheck },
} as const;

/** How it goes with a story, as a sign and a word. */
export function CourseChip({ course }: { course: StoryCourse }) {
  const { t } = useTranslation("listen");
  const { kind, Icon } = looks[course];
  return (
    <Chip kind={kind} icon={<Icon size={14} aria-hidden="true" />}>
      {t(`stories.course.${course}`)}
    </Chip>
  );
}
