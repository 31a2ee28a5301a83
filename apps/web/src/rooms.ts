import { accessRoom } from "./access/index.tsx";
import { allocationsRoom } from "./allocations/index.tsx";
import { allotmentsRoom } from "./allotments/index.tsx";
import { auditRoom } from "./audit/index.tsx";
import { clocksRoom } from "./clocks/index.tsx";
import { findingsRoom } from "./findings/index.tsx";
import { indicatorsRoom } from "./indicators/index.tsx";
import { ledgerRoom } from "./ledger/index.tsx";
import { paymentsRoom } from "./payments/index.tsx";
import { performanceRoom } from "./performance/index.tsx";
import { policyRoom } from "./policy/index.tsx";
import { projectsRoom } from "./projects/index.tsx";
import { reconciliationsRoom } from "./reconciliations/index.tsx";
import { registersRoom } from "./registers/index.tsx";
import { registryRoom } from "./registry/index.tsx";
import { reviewsRoom } from "./reviews/index.tsx";
import { tasksRoom } from "./tasks/index.tsx";
import type { Room } from "./ui/room.ts";
import { workbenchRoom } from "./workbench/index.tsx";

/** Every room of the product, in no particular order: navigation entries carry their own. */
export const rooms: readonly Room[] = [
  workbenchRoom,
  allocationsRoom,
  allotmentsRoom,
  ledgerRoom,
  paymentsRoom,
  reconciliationsRoom,
  clocksRoom,
  findingsRoom,
  indicatorsRoom,
  tasksRoom,
  projectsRoom,
  reviewsRoom,
  performanceRoom,
  registersRoom,
  registryRoom,
  policyRoom,
  accessRoom,
  auditRoom,
];
