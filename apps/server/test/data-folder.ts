import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Open to walk through, because as root the database runs under another account. */
export const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "qiangyi-product-"));
  chmodSync(folder, 0o755);
  return folder;
};

/**
 * Puts the demonstration of a day into an empty data folder, where the run has seeded it once (QIANGYI_DEMOS, one folder a day); does nothing
 * otherwise, and the product then seeds it itself.
 */
export const fillWithDemo = (folder: string, day = "today"): void => {
  const seeded = join(process.env["QIANGYI_DEMOS"] ?? "", day);
  if (process.env["QIANGYI_DEMOS"] === undefined || !existsSync(seeded) || existsSync(join(folder, "postgres"))) return;
  // With its owners, which Node's own copying does not keep.
  const { status, stderr } = spawnSync("cp", ["-a", `${seeded}/.`, folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(`copying ${seeded}: ${stderr}`);
};
