import {
  namedIn,
  type SimulatedAccount,
  type SimulatedFile,
  type SimulatedNotification,
  type SimulatedServer,
  type SimulatedStatus,
} from "./simulator-state.ts";

const picture = (server: SimulatedServer, name: string): string => `https://${server.domain}/${name}.png`;

/** An account as the interface shows it. */
export function shownAccount(server: SimulatedServer, account: SimulatedAccount) {
  const address = `https://${server.domain}/@${account.username}`;
  return {
    id: account.id,
    username: account.username,
    acct: account.username,
    display_name: account.name,
    url: address,
    uri: `https://${server.domain}/users/${account.username}`,
    note: "",
    avatar: picture(server, "avatar"),
    avatar_static: picture(server, "avatar"),
    header: picture(server, "header"),
    header_static: picture(server, "header"),
    bot: false,
    locked: false,
    group: false,
    indexable: true,
    created_at: "2024-01-01T00:00:00.000Z",
    emojis: [],
    fields: [],
    followers_count: account.followers,
    following_count: 3,
    statuses_count: server.statuses.filter(({ accountId }) => accountId === account.id).length,
  };
}

export function shownOwnAccount(server: SimulatedServer, account: SimulatedAccount) {
  return {
    ...shownAccount(server, account),
    source: {
      fields: [],
      follow_requests_count: 0,
      indexable: true,
      note: "",
      privacy: "public",
      sensitive: false,
    },
    role: { id: "-99", name: "", color: "", permissions: "0", highlighted: false },
  };
}

export function shownStatus(server: SimulatedServer, status: SimulatedStatus) {
  const author = server.accounts.find(({ id }) => id === status.accountId);
  const replies = server.statuses.filter(
    ({ inReplyToId, isRemoved }) => inReplyToId === status.id && !isRemoved,
  );
  const parent = server.statuses.find(({ id }) => id === status.inReplyToId);
  if (!author) throw new Error("a post without an author");
  return {
    id: status.id,
    uri: `https://${server.domain}/users/${author.username}/statuses/${status.id}`,
    url: `https://${server.domain}/@${author.username}/${status.id}`,
    created_at: status.createdAt.toISOString(),
    edited_at: status.editedAt?.toISOString() ?? null,
    account: shownAccount(server, author),
    content: htmlOf(server, status.text),
    spoiler_text: status.spoiler,
    sensitive: status.isSensitive,
    visibility: status.visibility,
    language: status.language,
    in_reply_to_id: status.inReplyToId,
    in_reply_to_account_id: parent?.accountId ?? null,
    media_attachments: status.mediaIds.flatMap((id) => {
      const file = server.files.find((one) => one.id === id);
      return file ? [shownFile(server, file)] : [];
    }),
    mentions: namedIn(server, status).map((account) => ({
      id: account.id,
      username: account.username,
      acct: account.username,
      url: `https://${server.domain}/@${account.username}`,
    })),
    tags: tagsIn(status.text).map((name) => ({ name, url: `https://${server.domain}/tags/${name}` })),
    emojis: [],
    reblog: null,
    poll: status.poll && {
      id: status.id,
      expires_at: status.poll.expiresAt.toISOString(),
      expired: false,
      multiple: status.poll.isMultiple,
      votes_count: 0,
      options: status.poll.options.map((title) => ({ title, votes_count: 0 })),
      emojis: [],
    },
    replies_count: replies.length,
    reblogs_count: 2,
    favourites_count: 5,
    quotes_count: 0,
  };
}

export function shownNotification(server: SimulatedServer, notification: SimulatedNotification) {
  const status = server.statuses.find(({ id }) => id === notification.statusId);
  const author = server.accounts.find(({ id }) => id === status?.accountId);
  if (!status || !author) throw new Error("a notification of nothing");
  return {
    id: notification.id,
    type: "mention",
    group_key: `ungrouped-${notification.id}`,
    created_at: notification.createdAt.toISOString(),
    account: shownAccount(server, author),
    status: shownStatus(server, status),
  };
}

export const shownFile = (server: SimulatedServer, { id, mediaType, alt, looks }: SimulatedFile) => ({
  id,
  type: mediaType.split("/")[0],
  url: looks > 0 ? null : `https://${server.domain}/media/${id}`,
  preview_url: null,
  remote_url: null,
  description: alt,
  blurhash: null,
  meta: {},
});

export function shownInstance(server: SimulatedServer, streaming: string) {
  const closed = server.areHashtagsClosed ? "authenticated" : "public";
  return {
    domain: server.domain,
    title: "Kota",
    version: "4.5.0",
    source_url: "https://github.com/mastodon/mastodon",
    description: "",
    languages: ["id"],
    rules: [],
    icon: [],
    thumbnail: { url: picture(server, "server") },
    usage: { users: { active_month: 40 } },
    contact: { email: `admin@${server.domain}`, account: null },
    registrations: { enabled: false, approval_required: false, message: null },
    api_versions: { mastodon: 7 },
    configuration: {
      urls: { streaming },
      accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
      statuses: {
        max_characters: server.mostCharacters,
        max_media_attachments: 4,
        characters_reserved_per_url: 23,
      },
      media_attachments: {
        supported_mime_types: ["image/jpeg", "image/png", "video/mp4"],
        image_size_limit: 16_777_216,
        image_matrix_limit: 33_177_600,
        video_size_limit: 99_000_000,
        video_frame_rate_limit: 120,
        video_matrix_limit: 8_294_400,
        description_limit: 1_400,
      },
      polls: {
        max_options: 4,
        max_characters_per_option: 50,
        min_expiration: 300,
        max_expiration: 2_629_746,
      },
      translation: { enabled: false },
      timelines_access: {
        live_feeds: { local: "public", remote: "public" },
        hashtag_feeds: { local: closed, remote: closed },
        trending_link_feeds: { local: "public", remote: "public" },
      },
    },
  };
}

export const tagsIn = (text: string): string[] =>
  [...text.matchAll(/#(\w+)/g)].map(([, tag = ""]) => tag.toLowerCase());

/** Text as servers write it: paragraphs, links with their ends hidden, names as cards. */
function htmlOf({ domain }: SimulatedServer, text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const linked = escaped
    .replace(
      /(https?:\/\/)(\S+)/g,
      '<a href="$1$2"><span class="invisible">$1</span><span class="">$2</span></a>',
    )
    .replace(
      /(?<![\w/])@(\w+)(?:@[\w.-]*\w)?/g,
      `<span class="h-card"><a href="https://${domain}/@$1" class="u-url mention">@<span>$1</span></a></span>`,
    );
  return `<p>${linked.replaceAll("\n\n", "</p><p>").replaceAll("\n", "<br />")}</p>`;
}
