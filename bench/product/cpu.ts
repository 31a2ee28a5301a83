import { readFileSync } from "node:fs";

/** CPU milliseconds that a process has used. From /proc, because the product does not tell; so these benchmarks run on Linux. */
export const cpuOf = (pid: number): number => {
  const fields = fieldsOf(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) * 10;
};

/** Of the backends of PostgreSQL that serve one application. */
export const cpuOfAll = (pids: ReadonlySet<number>): number => [...pids].reduce((total, pid) => total + cpuOf(pid), 0);

/** Resident memory in MiB. */
export const residentOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** The fields of /proc/<pid>/stat after the name, which may hold spaces; ticks are hundredths of a second. */
const fieldsOf = (pid: number): string[] | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
