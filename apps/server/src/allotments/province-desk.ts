import { provinceDesk } from "../platform/index.ts";

export const handleAtProvince = provinceDesk([403, "这件事由省级办理，您的账号不在省级"]);
