import { parentPort, workerData } from "node:worker_threads";
import type { PrintedAnnex } from "./annex.ts";
import type { OfficialDocument } from "./document.ts";
import { writePdf } from "./write-pdf.ts";

/** Thread in which a PDF is laid out: three fonts of ten megabytes and a table of a thousand rows would stop the server for seconds. */
const { document, printed } = workerData as { readonly document: OfficialDocument; readonly printed: readonly PrintedAnnex[] };
parentPort?.postMessage(await writePdf(document, printed));
