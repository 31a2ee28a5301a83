import type { PaperContent } from "@qiangyi/api";
import { canonicalJson, filesOfPaper, paperOf, personsOf, sha256, striker } from "@qiangyi/projects";
import type { Actor, Clock, Tx } from "../platform/index.ts";
import { institutionTies, regionChoices } from "../registry/index.ts";
import { answersOf, type DeclaredFile, declaredProjects, filesOf, preparersOf, type ReviewedCall } from "./declared.store.ts";
import { reviewsIn } from "./experts.store.ts";
import { projectsOfPanel, type StoredPanel } from "./panels.store.ts";

/**
 * What the experts of a panel will read, written once at the draw by the organiser's transaction: so no expert needs sight of a project, and what was
 * judged stays as evidence.
 */
export const compilePapers = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  panel: StoredPanel,
  call: ReviewedCall,
): Promise<void> => {
  const ids = (await projectsOfPanel(tx, panel)).map(({ project }) => project);
  const projects = await declaredProjects(tx, actor, { ids });
  const units = await institutionTies(
    tx,
    actor,
    projects.map(({ institution }) => institution),
  );
  const regions = await regionChoices(tx, actor);
  for (const project of projects) {
    const answers = await answersOf(tx, actor, project.id);
    const unit = units.get(project.institution);
    const names = [
      ...(unit ? [unit.name, ...unit.formerNames] : []),
      ...(unit?.group ? [unit.group] : []),
      ...regions
        .filter(({ code }) => project.seat === code || project.seat.startsWith(code.replace(/00$/, "")))
        .map(({ name }) => name),
      ...personsOf(call.definition, answers),
      ...(await preparersOf(tx, actor, project.id)),
    ];
    const hiding = { isBlind: panel.is_blind, names };
    const content: PaperContent = structuredClone(paperOf(call.definition, answers, hiding)) as PaperContent;
    const { shown, withheld } = filesOfPaper(call.definition, await filesOf(tx, actor, project.id), hiding);
    await reviewsIn(tx)
      .insertInto("review_paper")
      .values({
        province: panel.province,
        panel: panel.id,
        project: project.id,
        title: striker(hiding)(project.title),
        unit_name: panel.is_blind ? null : (unit?.name ?? project.institution),
        content: JSON.stringify(content),
        sha256: sha256(canonicalJson(content)),
        compiled_at: clock.now(),
        withheld_files: withheld,
      })
      .execute();
    await attachFiles(tx, panel, project.id, shown);
  }
};

type Shown = ReturnType<typeof filesOfPaper<DeclaredFile>>["shown"];

const attachFiles = async (tx: Tx, panel: StoredPanel, project: string, files: Shown): Promise<void> => {
  if (files.length === 0) return;
  await reviewsIn(tx)
    .insertInto("review_paper_file")
    .values(
      files.map(({ file, name, title, sizeBytes }) => ({
        province: panel.province,
        panel: panel.id,
        project,
        file,
        name,
        material: title,
        size_bytes: sizeBytes,
      })),
    )
    .execute();
};
