/** Times and counts of domain handbook section 8, in one place because screens and messages repeat them. */
export const idleMinutes = 30;
export const longestHours = 12;
export const failuresToLock = 5;
export const lockMinutes = 15;
/** From this many failures on, an address has to wait between attempts: twice as long each time, at most `longestPauseSeconds`. */
export const failuresToSlow = 10;
export const longestPauseSeconds = 60;
export const addressMemoryMinutes = 15;
export const firstRunHours = 24;
export const passwordLinkHours = 24;

const minute = 60_000;
export const minutes = (count: number): number => count * minute;
export const hours = (count: number): number => count * 60 * minute;
