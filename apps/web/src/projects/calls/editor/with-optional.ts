/** The same thing with one of its optional parts set, or without it. */
export const withOptional = <Thing extends object, Name extends keyof Thing>(
  thing: Thing,
  name: Name,
  value: Thing[Name] | undefined,
): Thing => {
  const { [name]: _, ...others } = thing;
  return (value === undefined ? others : { ...others, [name]: value }) as Thing;
};
