import { useSession } from "../ui/index.ts";
import { BoardPage } from "./board-page.tsx";
import { UnitPage } from "./unit-page.tsx";

/** 监督检查 as the reader meets it: departments and auditors see the board, a unit what it has to correct. */
export const FindingsPage = () => (useSession().account?.level === "unit" ? <UnitPage /> : <BoardPage />);
