import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const program = "/usr/share/wordpress";
const [php, mariadbd, installDb, mariadb] = [
  "/usr/bin/php",
  "/usr/sbin/mariadbd",
  "/usr/bin/mariadb-install-db",
  "/usr/bin/mariadb",
];

/** Debian's packages: wordpress mariadb-server php-cli php-mysql php-xml php-mbstring php-curl php-gd php-zip php-intl. */
export const isWordpressInstalled = (): boolean =>
  process.getuid?.() === 0 && [program, php, mariadbd, installDb, mariadb].every((file) => existsSync(file));

export interface OpenWordpress {
  readonly address: string;
  readonly user: string;
  readonly password: string;
  /** Runs PHP inside the site. @returns what it prints */
  readonly php: (code: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/**
 * A fresh WordPress on a port of its own, with a database of its own that listens on a socket only, and one editor with an
 * application password. Everything lies in one folder, which `close` removes.
 */
export async function openWordpress(): Promise<OpenWordpress> {
  const folder = await mkdtemp(path.join(tmpdir(), "wordpress-"));
  const site = path.join(folder, "site");
  const socket = path.join(folder, "db.sock");
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const children: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(children.map(end));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    children.push(await startDatabase(folder, socket));
    await layOut(site, { socket, address });
    const router = path.join(folder, "router.php");
    await writeFile(router, routing);
    const output = "ignore" as const;
    children.push(spawn(php, ["-S", `127.0.0.1:${port}`, "-t", site, router], { stdio: output, cwd: site }));
    const inside = async (code: string): Promise<string> =>
      (await run(php, ["-r", `require '${site}/wp-load.php'; ${code}`], { maxBuffer: 1 << 24 })).stdout;
    await run(php, ["-r", `define('WP_INSTALLING', true); require '${site}/wp-load.php'; ${installing}`]);
    const password = (await inside(preparing)).trim();
    await until(async () => (await fetch(`${address}/wp-json/`)).ok);
    return { address, user: "humas", password, php: inside, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Files as they are, everything else through WordPress: what a web server's rules do otherwise. */
const routing = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
`;

const installing = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Humas Kota', 'admin', 'admin@contoh.test', true, '', 'sandi-admin-uji');`;

const preparing = `
update_option('permalink_structure', '/%postname%/');
update_option('comment_moderation', 0);
update_option('comment_previously_approved', 0);
update_option('timezone_string', 'Asia/Jakarta');
$id = wp_insert_user(['user_login' => 'humas', 'user_pass' => 'sandi-humas-uji', 'user_email' => 'humas@contoh.test',
  'display_name' => 'Humas', 'role' => 'editor']);
wp_insert_term('Siaran & Pers', 'category');
[$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'meja']);
echo $password;`;

async function startDatabase(folder: string, socket: string): Promise<ChildProcess> {
  const data = path.join(folder, "db");
  await mkdir(data);
  await chmod(folder, 0o755);
  const uid = Number((await run("id", ["-u", "mysql"])).stdout);
  const gid = Number((await run("id", ["-g", "mysql"])).stdout);
  await chown(data, uid, gid);
  await chown(folder, uid, gid);
  await run(installDb, ["--no-defaults", "--user=mysql", `--datadir=${data}`, "--skip-test-db"]);
  const child = spawn(
    mariadbd,
    [
      "--no-defaults",
      "--user=mysql",
      `--datadir=${data}`,
      "--skip-networking",
      `--socket=${socket}`,
      `--pid-file=${folder}/db.pid`,
      "--innodb-flush-log-at-trx-commit=0",
    ],
    { stdio: "ignore" },
  );
  const setUp = [
    "create database wp",
    "create user wp@localhost identified by 'wp'",
    "grant all on wp.* to wp@localhost",
  ];
  await until(async () => {
    await run(mariadb, ["--no-defaults", `--socket=${socket}`, "-uroot", "-e", "select 1"]);
    return true;
  });
  await run(mariadb, ["--no-defaults", `--socket=${socket}`, "-uroot", "-e", setUp.join("; ")]);
  return child;
}

async function layOut(site: string, { socket, address }: { socket: string; address: string }): Promise<void> {
  await cp(program, site, {
    recursive: true,
    dereference: true,
    filter: (file) => !file.includes("wp-content"),
  });
  const content = path.join(site, "wp-content");
  for (const part of ["themes", "plugins", "uploads"])
    await mkdir(path.join(content, part), { recursive: true });
  for (const themes of [`${program}/wp-content/themes`, "/var/lib/wordpress/wp-content/themes"])
    if (existsSync(themes))
      await cp(themes, path.join(content, "themes"), { recursive: true, dereference: true });
  const sample = await readFile(path.join(program, "wp-config-sample.php"), "utf8").catch(() => "");
  const prefix = /\$table_prefix = '(\w+)'/.exec(sample)?.[1] ?? "wp_";
  await writeFile(
    path.join(site, "wp-config.php"),
    `<?php
define('DB_NAME', 'wp'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp'); define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4'); define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true); define('DISABLE_WP_CRON', true);
define('WP_HOME', '${address}'); define('WP_SITEURL', '${address}');
$table_prefix = '${prefix}';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`,
  );
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

const patienceMs = 60_000;

async function until(isReady: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patienceMs; ; await pause(200)) {
    if (await isReady().catch(() => false)) return;
    if (Date.now() > end) throw new Error("the site was not ready in a minute");
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
