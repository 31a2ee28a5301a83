import { approveProposal, countersignProposal, returnProposal, submitProposal, withdrawProposal } from "@qiangyi/api";
import type { Rooms } from "../../platform/index.ts";
import { handleAtProvince } from "../province-desk.ts";
import { approve, countersign, decisionAnswers, sendBack, submit, withdraw } from "./decide-proposal.ts";
import { showProposalsRoutes } from "./show-proposals.ts";

/** 审定: from 报送 to the decision of 省财政厅, without which nothing is issued (qiangyi-2024.art6.c). */
export const decisionRoutes = (rooms: Rooms): void => {
  showProposalsRoutes(rooms);
  handleAtProvince(
    rooms,
    submitProposal,
    ({ tx, actor, clock, params, body }) => submit(tx, actor, clock, { ...params, reason: body.note ?? "" }),
    decisionAnswers,
  );
  handleAtProvince(
    rooms,
    withdrawProposal,
    ({ tx, actor, clock, params, body }) => withdraw(tx, actor, clock, { ...params, ...body }),
    decisionAnswers,
  );
  handleAtProvince(
    rooms,
    countersignProposal,
    ({ tx, actor, clock, params, body }) => countersign(tx, actor, clock, { ...params, reason: body.note ?? "" }),
    decisionAnswers,
  );
  handleAtProvince(
    rooms,
    returnProposal,
    ({ tx, actor, clock, params, body }) => sendBack(tx, actor, clock, { ...params, ...body }),
    decisionAnswers,
  );
  handleAtProvince(
    rooms,
    approveProposal,
    ({ tx, actor, clock, params, body }) => {
      const { documentNumber, changes, note = "" } = body;
      return approve(tx, actor, clock, { ...params, documentNumber, changes, reason: note });
    },
    decisionAnswers,
  );
};
