import { spawn } from "node:child_process";

export type Scan = "clean" | "not-scanned" | "infected" | "failed";

const longest = 60_000;

/** Whether the installation has a scanner; without one files say so. */
export const isScanning = (): boolean => command().length > 0;

const command = (): readonly string[] => (process.env["SCAN_COMMAND"] ?? "").split(/\s+/).filter((word) => word !== "");

/** Asks the scanner of the installation about a file: SCAN_COMMAND gets its path and answers 0 for clean, 1 for infected. */
export const scanFile = async (path: string): Promise<Scan> => {
  const [program, ...words] = command();
  if (program === undefined) return "not-scanned";
  const status = await new Promise<number | null>((resolve) => {
    const child = spawn(program, [...words, path], { stdio: "ignore", timeout: longest });
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code));
  });
  return status === 0 ? "clean" : status === 1 ? "infected" : "failed";
};
