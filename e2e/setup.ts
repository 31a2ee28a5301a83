import { findChromium } from "./chromium.ts";

/** Once before all journeys: the workers inherit the environment that is set here. */
const setup = async (): Promise<void> => {
  process.env["QIANGYI_CHROMIUM"] = await findChromium();
};

// Playwright loads its global set-up by default export.
export default setup;
