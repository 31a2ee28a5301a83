import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const cache = resolve(import.meta.dirname, "../.cache/browser");
const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The browser of the journeys: CHROMIUM_PATH, else a system Chromium, else the one that came with the dependencies, unpacked once
 * into the cache. Sets the environment that it needs (libraries, a Chinese font) and returns its path.
 */
export const findChromium = async (): Promise<string> => {
  const asked = process.env["CHROMIUM_PATH"];
  const installed =
    asked ?? (process.env["QIANGYI_PACKAGED_BROWSER"] ? undefined : systemBrowsers.find((path) => existsSync(path)));
  useChineseFont();
  if (installed !== undefined) return installed;
  mkdirSync(cache, { recursive: true });
  // The package unpacks into TMPDIR, and its libraries only where this variable says that the system has none.
  process.env["TMPDIR"] = cache;
  process.env["VERCEL"] = "1";
  const { default: chromium } = await import("@sparticuz/chromium");
  return await chromium.executablePath();
};

/** A machine without Chinese fonts would draw boxes: fontconfig is told of the npm font beside the system's. */
const useChineseFont = (): void => {
  const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
  mkdirSync(cache, { recursive: true });
  const file = join(cache, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir><dir>${fonts}</dir><cachedir>${join(cache, "fontconfig")}</cachedir></fontconfig>`,
  );
  process.env["FONTCONFIG_FILE"] = file;
};
