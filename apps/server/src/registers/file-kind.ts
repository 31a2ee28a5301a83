/** What a file is by its first bytes and its parts; names and types that the browser claims prove nothing. */
export const evidenceKinds = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  png: "image/png",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;
export type EvidenceKind = keyof typeof evidenceKinds;

const startsWith = (content: Uint8Array, ...bytes: readonly number[]): boolean => bytes.every((byte, at) => content[at] === byte);

export const evidenceKindOf = (content: Buffer): EvidenceKind | undefined => {
  if (startsWith(content, 0x25, 0x50, 0x44, 0x46, 0x2d)) return "pdf";
  if (startsWith(content, 0xff, 0xd8, 0xff)) return "jpg";
  if (startsWith(content, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (!startsWith(content, 0x50, 0x4b, 0x03, 0x04)) return undefined;
  // Office files are archives; the names of their parts stand uncompressed in the directory at the end.
  const directory = content.subarray(Math.max(0, content.length - 262_144)).toString("latin1");
  if (directory.includes("vbaProject.bin")) return undefined;
  if (directory.includes("xl/workbook.xml")) return "xlsx";
  if (directory.includes("word/document.xml")) return "docx";
  return undefined;
};
