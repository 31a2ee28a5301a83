export { uncommitted } from "./burdens.store.ts";
export { countyCommitmentRoutes } from "./county-commitments.ts";
export { commitmentTasks } from "./tasks.ts";
