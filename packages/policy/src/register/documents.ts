import type { Clause } from "./clause.ts";
import { type CitedDocument, type DocumentId, documentIds, type PolicyDocument } from "./document.ts";
import { linfen2020 } from "./documents/linfen-2020.ts";
import { qiangyi2024 } from "./documents/qiangyi-2024.ts";
import { regionalCentres2023 } from "./documents/regional-centres-2023.ts";
import { serviceSystem2023 } from "./documents/service-system-2023.ts";
import { telemedicine2022 } from "./documents/telemedicine-2022.ts";

/** Fund regulations first, then the plans, in the order in which screens list them. */
export const documents: readonly PolicyDocument[] = [
  qiangyi2024,
  telemedicine2022,
  regionalCentres2023,
  serviceSystem2023,
  linfen2020,
];

export const isDocumentId = (text: string): text is DocumentId => documentIds.some((id) => id === text);

export const policyDocument = (id: string): PolicyDocument | undefined => documents.find((each) => each.id === id);

/** What the rules of a clause rest on: the basis of its document holds for all of its articles. */
export const basisOf = ({ document }: Clause): readonly CitedDocument[] => policyDocument(document)?.basis ?? [];
