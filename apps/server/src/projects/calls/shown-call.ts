import type { CallSummary } from "@qiangyi/api";
import { daysBetween, type PlainDate } from "@qiangyi/kernel";
import { organiserName, phaseOf, type StoredCall } from "./call.ts";

export const shownCall = (call: StoredCall, today: PlainDate): CallSummary => {
  const phase = phaseOf(call, today);
  return {
    id: call.id,
    programme: call.programme,
    organiser: call.organiser,
    city: call.city,
    organiserName: organiserName(call),
    year: call.year,
    batch: call.batch,
    title: call.title,
    documentNumber: call.documentNumber,
    opensOn: call.opensOn,
    closesOn: call.closesOn,
    referenceOn: call.referenceOn,
    phase,
    daysLeft: phase === "open" ? daysBetween(today, call.closesOn) : phase === "coming" ? daysBetween(today, call.opensOn) : null,
    version: call.version,
  };
};
