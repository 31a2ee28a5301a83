import type { FundingLineId } from "../funding-line.ts";
import { fundingLines } from "../qiangyi-2024/catalogue.ts";

/** 第三条: the national documents that the fund carries out. */
export const backgroundDocuments = {
  "service-system": "关于进一步完善医疗卫生服务体系的意见",
  "rural-system": "关于进一步深化改革促进乡村医疗卫生体系健康发展的意见",
  "tcm-revitalisation": "中医药振兴发展重大工程实施方案",
} as const;

export type BackgroundDocument = keyof typeof backgroundDocuments;

/** Our tags: the regulation names the documents and leaves open which line serves which. */
const served: Readonly<Record<BackgroundDocument, readonly FundingLineId[]>> = {
  "service-system": [
    "top100-reward",
    "specialised-regional-centre",
    "national-key-specialty",
    "provincial-key-specialty",
    "provincial-discipline",
    "county-tertiary",
    "county-emergency-centre",
    "maternal-newborn-centre",
    "doctor-secondment",
    "expert-workshop",
    "visiting-scholar",
  ],
  "rural-system": ["township-centre", "county-tertiary", "doctor-secondment", "appropriate-technique"],
  "tcm-revitalisation": ["tcm-specialty"],
};

/** Funding lines that serve a background document, in the order of the regulation. */
export const linesServing = (document: BackgroundDocument): readonly FundingLineId[] =>
  fundingLines.map(({ id }) => id).filter((id) => served[document].includes(id));
