/** Where the words on an attribute stand on the page, so that a gap links to its place. */
export const judgementId = (clause: string, attribute: string): string => `judgement-${clause.replaceAll(".", "-")}-${attribute}`;
