import type { Translate } from "#platform/i18n/translator.ts";
import type { Locale } from "#shared/ids.ts";
import type { MessageContent, SpikeNews, ToldAlert } from "./message-content.ts";

type Say = (key: string, values?: Record<string, string | number>) => string;

/** What a message says, for people: a subject, and text that says everything by itself; `body` is it without its foot. */
export function writeAlertText(
  content: MessageContent,
  { translate, locale, deskUrl }: { translate: Translate; locale: Locale; deskUrl: string },
): { subject: string; text: string; body: string } {
  const say: Say = (key, values = {}) => translate(locale, `alert.${key}`, values);
  const whole = new Intl.NumberFormat(locale);
  const { reason, alerts, alertCount, mentionCount } = content;
  const [first] = alerts;
  const counts = { alerts: whole.format(alertCount), mentions: whole.format(mentionCount) };
  const subject =
    reason === "test"
      ? say("test_subject")
      : alertCount === 1 && first !== undefined
        ? first.spike !== null
          ? say("subject_spike", { monitors: aboutOf(first, say), count: whole.format(first.spike.count) })
          : say(first.level === "urgent" ? "subject_urgent" : "subject", {
              monitors: first.monitors.join(", "),
              title: first.lead?.title ?? say("removed"),
            })
        : say("subject_together", counts);
  const parts =
    reason === "test"
      ? [say("test_text", { office: content.office })]
      : [
          ...(alertCount === 1 ? [] : [say(`reason_${reason}`, counts)]),
          ...alerts.map((alert) => alertLines(alert, say, whole).join("\n")),
          ...(alertCount > alerts.length
            ? [say("more", { alerts: whole.format(alertCount - alerts.length) })]
            : []),
        ];
  const body = parts.join("\n\n");
  const text = `${body}\n\n${say("foot", { url: `${deskUrl}/peringatan`, office: content.office })}`;
  // A line break in a subject would begin another header.
  return { subject: subject.replace(/\s+/g, " ").slice(0, 200), text, body };
}

function alertLines(alert: ToldAlert, say: Say, whole: Intl.NumberFormat): string[] {
  const { lead, mentions, outlets, totalMentions, totalOutlets, newChannels, negative } = alert;
  const [kinds, fresh, all] = [
    newChannels.map((channel) => say(`channel.${channel}`)).join(", "),
    whole.format(mentions),
    whole.format(totalMentions),
  ];
  return [
    `${alert.level === "urgent" ? `${say("urgent")} · ` : ""}${aboutOf(alert, say)}`,
    ...(alert.escalatedFrom === null ? [] : [say("handed_on", { name: alert.escalatedFrom })]),
    ...(alert.spike === null ? [] : spikeLines(alert.spike, say, whole)),
    ...(alert.spike !== null
      ? []
      : [
          mentions === totalMentions
            ? say("first", { mentions: fresh, outlets: whole.format(outlets) })
            : say("again", { mentions: fresh, all, outlets: whole.format(totalOutlets) }),
        ]),
    ...(kinds === "" ? [] : [say("first_channel", { channels: kinds })]),
    ...(negative === 0 ? [] : [say("negative", { count: whole.format(negative) })]),
    ...(lead === null
      ? [say("removed")]
      : [lead.title, `${lead.outlet}${lead.url === null ? "" : ` · ${lead.url}`}`]),
  ];
}

/** What an alert is about: the monitors that found it, or the story or name that spikes. */
function aboutOf({ monitors, spike }: ToldAlert, say: Say): string {
  if (spike === null || spike.kind === "monitor") return monitors.join(", ");
  return spike.kind === "stream" ? say("stream") : spike.name;
}

/** A spike in sentences: how much above what is usual, who carries it, what is new in it. */
function spikeLines(
  { minutes, count, expected, grownFrom, voices, words }: SpikeNews,
  say: Say,
  whole: Intl.NumberFormat,
): string[] {
  const usual = { count: whole.format(count), expected: whole.format(Math.max(1, Math.round(expected))) };
  return [
    minutes < 60
      ? say("spike_minutes", { ...usual, minutes })
      : say("spike_hours", { ...usual, hours: minutes / 60 }),
    ...(grownFrom === null ? [] : [say("spike_grown", { before: whole.format(grownFrom) })]),
    ...(voices.length === 0 ? [] : [say("spike_voices", { voices: voices.join(", ") })]),
    ...(words.length === 0 ? [] : [say("spike_words", { words: words.join(", ") })]),
  ];
}
