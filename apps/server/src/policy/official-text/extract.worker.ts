import { parentPort, workerData } from "node:worker_threads";

/** Runs outside the server's own thread, so that a hostile file can be stopped; each library is loaded only for its kind of file. */
interface Order {
  readonly format: "docx" | "pdf";
  readonly file: Uint8Array;
}

export type Extracted = { readonly text: string } | { readonly failed: "encrypted" | "damaged" };

const fromDocx = async (file: Uint8Array): Promise<string> => {
  const { default: mammoth } = await import("mammoth");
  return (await mammoth.extractRawText({ buffer: Buffer.from(file) })).value;
};

interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
}

const fromPdf = async (file: Uint8Array): Promise<string> => {
  const { getDocumentProxy } = await import("unpdf");
  const pdf = await getDocumentProxy(new Uint8Array(file));
  const lines: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    lines.push(
      items
        .filter((item): item is typeof item & TextItem => "str" in item)
        .map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str))
        .join(""),
    );
    page.cleanup();
  }
  return lines.join("\n");
};

const extract = async ({ format, file }: Order): Promise<Extracted> => {
  try {
    return { text: format === "docx" ? await fromDocx(file) : await fromPdf(file) };
  } catch (error) {
    return { failed: error instanceof Error && error.name === "PasswordException" ? "encrypted" : "damaged" };
  }
};

parentPort?.postMessage(await extract(workerData as Order));
