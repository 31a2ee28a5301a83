import { resolve } from "node:path";
import { serve } from "./serve.ts";

const root = resolve(import.meta.dirname, process.env["QIANGYI_ROOT"] ?? "../../..");
await serve({ root, isDemo: process.argv.includes("--demo") });
