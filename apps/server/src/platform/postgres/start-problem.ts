/** Start-up could not go on for a reason that a person can mend; the message is the one line shown. */
export class StartProblem extends Error {}
