import type { Rooms } from "../../platform/index.ts";
import { importFlows } from "../../registers/index.ts";
import { attachmentRoutes } from "./attachments.ts";
import { copyAnswersRoutes } from "./copy-answers.ts";
import { declarationImport, importPrefix } from "./declaration-import.ts";
import { handInRoutes } from "./hand-in.ts";
import { listDeclarationsRoute } from "./list-declarations.ts";
import { readDeclarationRoutes } from "./read-declaration.ts";
import { saveAnswerRoutes } from "./save-answer.ts";
import { startDeclarationRoute } from "./start-declaration.ts";

/** 申报: the unit's own desk, from the first answer to the head's signature. */
export const declarationRoutes = (rooms: Rooms): void => {
  listDeclarationsRoute(rooms);
  startDeclarationRoute(rooms);
  readDeclarationRoutes(rooms);
  saveAnswerRoutes(rooms);
  attachmentRoutes(rooms);
  copyAnswersRoutes(rooms);
  handInRoutes(rooms);
  importFlows(rooms, importPrefix, (tx, actor, call) => declarationImport(tx, actor, rooms.clock, call));
};
