import { readFile, writeFile } from "node:fs/promises";

/** What a command sees of the machine it runs on. */
export interface Terminal {
  /** Standard output; the text is written as it is. */
  readonly print: (content: string | Uint8Array) => void;
  /** Standard error, one line for one problem. */
  readonly problem: (line: string) => void;
  /** Contents of a file; "-" is standard input. */
  readonly read: (path: string) => Promise<string>;
  readonly write: (path: string, content: string | Uint8Array) => Promise<void>;
}

/** A reader that has seen enough (`| head`) closes the pipe early; that is no failure of ours. */
process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  if (error.code !== "EPIPE") throw error;
});

export const processTerminal: Terminal = {
  print: (content) => void process.stdout.write(content),
  problem: (line) => void process.stderr.write(`${line}\n`),
  read: (path) => (path === "-" ? standardInput() : readFile(path, "utf8")),
  write: (path, content) => writeFile(path, content),
};

const standardInput = async (): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
};
