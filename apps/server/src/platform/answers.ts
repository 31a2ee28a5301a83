import type { FastifySerializerCompiler } from "fastify";
import { z } from "zod";

type Narrow = (value: unknown) => unknown;

/**
 * Writes answers with nothing in them but what the contract declares. The types of the handlers already hold them to it and the
 * tests validate every answer in full; doing so again for each of fifty rows costs a busy server as much as reading them.
 */
export const narrowingCompiler: FastifySerializerCompiler<z.ZodType> = ({ schema }) => {
  // Made at the first answer: a start has hundreds of schemas, a day uses a few dozen.
  let narrow: Narrow | undefined;
  return (answer) => {
    narrow ??= narrowerOf(schema) ?? asIs;
    return JSON.stringify(narrow(answer));
  };
};

const asIs: Narrow = (value) => value;

/** A function that drops what the schema does not declare; undefined where it lets everything through. */
const narrowerOf = (schema: z.core.$ZodType): Narrow | undefined => {
  if (schema instanceof z.ZodObject) return narrowerOfObject(schema);
  if (schema instanceof z.ZodArray) {
    const item = narrowerOf(schema.element);
    return item && ((value) => (value as unknown[]).map(item));
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const inner = narrowerOf(schema.unwrap());
    return inner && ((value) => (value === null || value === undefined ? value : inner(value)));
  }
  if (schema instanceof z.ZodRecord) {
    const each = narrowerOf(schema.valueType);
    return each && ((value) => Object.fromEntries(Object.entries(value as object).map(([key, held]) => [key, each(held)])));
  }
  if (holdsNoObject(schema)) return undefined;
  // Whatever is rarer (unions of objects, pipes, tuples) is left to the validation itself.
  return (value) => z.encode(schema, value as never);
};

const narrowerOfObject = (schema: z.ZodObject): Narrow => {
  const declared = Object.entries(schema.shape).map(([name, held]) => ({ name, narrow: narrowerOf(held) }));
  return (value) => {
    const answer: Record<string, unknown> = {};
    for (const { name, narrow } of declared) {
      const held = (value as Record<string, unknown>)[name];
      if (held !== undefined) answer[name] = narrow ? narrow(held) : held;
    }
    return answer;
  };
};

const holdsNoObject = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodUnion
    ? schema.options.every(holdsNoObject)
    : [z.ZodString, z.ZodStringFormat, z.ZodNumber, z.ZodBoolean, z.ZodNull, z.ZodEnum, z.ZodLiteral].some(
        (scalar) => schema instanceof scalar,
      );
