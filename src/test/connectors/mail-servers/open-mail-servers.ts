import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const openssl = "/usr/bin/openssl";
const dovecot = "/usr/sbin/dovecot";
const smtpd = "/usr/sbin/smtpd";
const programs = [openssl, dovecot, smtpd, "/usr/lib/dovecot/lmtp", "/usr/lib/dovecot/submission"];

/** What they are installed with. */
export const debianPackages = "dovecot-imapd dovecot-lmtpd dovecot-submissiond opensmtpd openssl";

/** Whether Debian's packages are here, and we may start their servers (they change users). */
export const areMailServersHere = (): boolean =>
  process.getuid?.() === 0 && programs.every((program) => existsSync(program));

/** Whose mailboxes there are; each is opened with `password`. */
export const mailboxes = ["humas@kota.test", "ratna@warta.test"] as const;
export const password = "kata-sandi";

export interface MailServers {
  /** IMAP and SMTP with TLS from the first byte, and SMTP with STARTTLS. */
  readonly ports: { readonly imaps: number; readonly smtps: number; readonly submission: number };
  /** In which these servers' own certificate is one to be trusted. */
  readonly certificate: string;
  readonly close: () => Promise<void>;
}

/**
 * Dovecot and OpenSMTPD on loopback ports of their own, with a certificate of their own, in a folder that goes with them. People's mail
 * goes in through Dovecot's submission service, which knows passwords and TLS, and from there to OpenSMTPD, which delivers it
 * by LMTP (Debian 12's OpenSMTPD cannot do TLS itself: it was not made for its OpenSSL).
 */
export async function openMailServers(): Promise<MailServers> {
  const folder = await mkdtemp(path.join(tmpdir(), "gaung-mail-servers-"));
  await chmod(folder, 0o755);
  const [imaps = 0, lmtp = 0, smtps = 0, submission = 0, relay = 0] = await freePorts(5);
  await mkdir(path.join(folder, "mail"), { mode: 0o777 });
  await chmod(path.join(folder, "mail"), 0o777);
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const made = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
    "-keyout",
    key,
    "-out",
    certificate,
  ];
  execFileSync(openssl, [...made, ...subject], { stdio: "ignore" });
  await chmod(key, 0o600);
  const files = {
    users: mailboxes.map((user) => `${user}:{PLAIN}${password}`),
    "dovecot.conf": dovecotConf(folder, { imaps, lmtp, smtps, submission, relay }),
    "smtpd.conf": smtpdConf({ lmtp, relay }),
  };
  for (const [name, lines] of Object.entries(files))
    await writeFile(path.join(folder, name), `${lines.join("\n")}\n`);
  const children = [
    spawn(dovecot, ["-F", "-c", path.join(folder, "dovecot.conf")], { stdio: "ignore" }),
    spawn(smtpd, ["-d", "-f", path.join(folder, "smtpd.conf")], { stdio: "ignore" }),
  ];
  const close = async (): Promise<void> => {
    await Promise.all(children.map(end));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const port of [imaps, lmtp, relay, smtps, submission]) await answers(port, children);
  } catch (error) {
    await close();
    throw error;
  }
  return { ports: { imaps, smtps, submission }, certificate: await readFile(certificate, "utf8"), close };
}

const dovecotConf = (
  folder: string,
  ports: { imaps: number; lmtp: number; smtps: number; submission: number; relay: number },
): string[] => [
  "protocols = imap lmtp submission",
  "hostname = mail.kota.test",
  `base_dir = ${folder}/run`,
  `state_dir = ${folder}/run`,
  `log_path = ${folder}/dovecot.log`,
  "ssl = required",
  `ssl_cert = <${folder}/cert.pem`,
  `ssl_key = <${folder}/key.pem`,
  `mail_location = maildir:${folder}/mail/%u`,
  "first_valid_uid = 1",
  "auth_mechanisms = plain login",
  `passdb {\n driver = passwd-file\n args = scheme=PLAIN ${folder}/users\n}`,
  `userdb {\n driver = static\n args = uid=mail gid=mail home=${folder}/mail/%u allow_all_users=yes\n}`,
  "namespace inbox {\n inbox = yes",
  " mailbox Sent {\n  special_use = \\Sent\n  auto = subscribe\n }",
  " mailbox Drafts {\n  special_use = \\Drafts\n  auto = subscribe\n }\n}",
  "service imap-login {\n inet_listener imap {\n  port = 0\n }",
  ` inet_listener imaps {\n  address = 127.0.0.1\n  port = ${ports.imaps}\n  ssl = yes\n }\n}`,
  "submission_relay_host = 127.0.0.1",
  `submission_relay_port = ${ports.relay}`,
  "service submission-login {",
  ` inet_listener submission {\n  address = 127.0.0.1\n  port = ${ports.submission}\n }`,
  ` inet_listener submissions {\n  address = 127.0.0.1\n  port = ${ports.smtps}\n  ssl = yes\n }\n}`,
  `service lmtp {\n inet_listener lmtp {\n  address = 127.0.0.1\n  port = ${ports.lmtp}\n }\n}`,
];

const smtpdConf = ({ lmtp, relay }: { lmtp: number; relay: number }): string[] => [
  `listen on 127.0.0.1 port ${relay}`,
  `action "deliver" lmtp "127.0.0.1:${lmtp}" rcpt-to virtual { "@" = mail }`,
  'match from any for domain { "kota.test", "warta.test" } action "deliver"',
  "match from any for any reject",
];

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Waits until a port takes connections. @throws when its server ended, or within half a minute does not */
async function answers(port: number, children: readonly ChildProcess[]): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until && children.every(({ exitCode }) => exitCode === null)) {
    const stands = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => setTimeout(resolve, 50, false));
    });
    if (stands) return;
  }
  throw new Error(`no mail server answers at ${port}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await ended;
}
