/** Where to go after signing in: a page of this site and nothing else, whatever stands in the address. */
export const nextPage = (search: string): string => {
  const wanted = new URLSearchParams(search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(wanted) ? wanted : "/";
};
