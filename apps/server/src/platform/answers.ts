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

const scratch = Buffer.allocUnsafeSlow(256 * 1024);
const encoder = new TextEncoder();

/**
 * The bytes of an answer. Left to the HTTP server, a text is gone through twice, for its length and then for its bytes, which for Chinese
 * takes as long as writing the JSON.
 */
export const bytesOf = (text: string): Buffer => {
  const longest = text.length * 3;
  if (longest > scratch.length) return Buffer.from(text);
  return Buffer.from(scratch.subarray(0, encoder.encodeInto(text, scratch).written));
};

const asIs: Narrow = (value) => value;

/** A function that drops what the schema does not declare; undefined where it lets everything through. What holds nothing else comes back as it is. */
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

type Fields = Record<string, unknown>;

const narrowerOfObject = (schema: z.ZodObject): Narrow => {
  const declared = Object.entries(schema.shape).map(([name, held]) => ({ name, narrow: narrowerOf(held) }));
  const names = new Set(declared.map(({ name }) => name));
  const deep = declared.flatMap(({ name, narrow }) => (narrow ? { name, narrow } : []));
  return (value) => {
    const held = value as Fields;
    const answer = holdsOnly(names, held) ? held : picked(names, held);
    let copy: Fields | undefined = answer === held ? undefined : answer;
    for (const { name, narrow } of deep) {
      const inner = answer[name];
      if (inner === undefined) continue;
      const narrowed = narrow(inner);
      if (narrowed !== inner) (copy ??= { ...answer })[name] = narrowed;
    }
    return copy ?? answer;
  };
};

/** Most answers hold nothing undeclared: looking costs a fifth of copying. Only for plain objects, whose every field JSON writes. */
const holdsOnly = (names: ReadonlySet<string>, held: Fields): boolean => {
  if (Object.getPrototypeOf(held) !== Object.prototype) return false;
  for (const name in held) if (!names.has(name)) return false;
  return true;
};

const picked = (names: ReadonlySet<string>, held: Fields): Fields => {
  const answer: Fields = {};
  for (const name of names) if (held[name] !== undefined) answer[name] = held[name];
  return answer;
};

const holdsNoObject = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodUnion
    ? schema.options.every(holdsNoObject)
    : [z.ZodString, z.ZodStringFormat, z.ZodNumber, z.ZodBoolean, z.ZodNull, z.ZodEnum, z.ZodLiteral].some(
        (scalar) => schema instanceof scalar,
      );
