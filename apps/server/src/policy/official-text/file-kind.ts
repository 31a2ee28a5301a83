import type { Refusal } from "@qiangyi/kernel";

export type TextFormat = "txt" | "docx" | "pdf";

export type OfficialTextRefusal =
  | Refusal<"official-text-type-unsupported", { found: string }>
  | Refusal<"official-text-name-mismatch", { named: string; found: TextFormat }>
  | Refusal<"official-text-damaged">
  | Refusal<"official-text-encrypted">
  | Refusal<"official-text-unpacks-too-large">
  | Refusal<"official-text-empty">
  | Refusal<"official-text-not-divisible">
  | Refusal<"official-text-took-too-long", { seconds: number }>
  | Refusal<"official-text-took-too-much-memory">;

/** What a file is by its first bytes, whatever its name says. */
export const kindByContent = (
  file: Buffer,
): TextFormat | "encrypted-office" | "old-word-or-encrypted" | "image" | "unknown" | "empty" => {
  if (file.length === 0) return "empty";
  if (file.subarray(0, 1024).includes("%PDF-")) return "pdf";
  if (file.readUInt16BE(0) === 0x504b && file.length > 4) return "docx";
  if (file.length > 8 && file.readUInt32BE(0) === 0xd0cf11e0)
    return file.includes(Buffer.from("EncryptedPackage", "utf16le")) ? "encrypted-office" : "old-word-or-encrypted";
  if (isImage(file)) return "image";
  return decodeText(file) === undefined ? "unknown" : "txt";
};

const isImage = (file: Buffer): boolean => {
  const start = file.subarray(0, 4).toString("latin1");
  return (
    start.startsWith("\x89PNG") ||
    start.startsWith("\xff\xd8\xff") ||
    start.startsWith("GIF8") ||
    start.startsWith("II*\0") ||
    start.startsWith("MM\0*")
  );
};

/** UTF-8, UTF-16 with a mark, or GB 18030, which older office machines write; undefined when the bytes are none of them. */
export const decodeText = (file: Uint8Array): string | undefined => {
  const encodings =
    file[0] === 0xff && file[1] === 0xfe
      ? ["utf-16le"]
      : file[0] === 0xfe && file[1] === 0xff
        ? ["utf-16be"]
        : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file);
      if (!holdsControls(text)) return text;
    } catch {
      // Not this encoding; the next one may fit.
    }
  }
  return undefined;
};

/** Characters that no text has and every binary file does: below the space, other than tab and line ends. */
const holdsControls = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32)) return true;
  }
  return false;
};
