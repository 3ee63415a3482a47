import { z } from 'astro/zod';
import type { Reader } from './reading.js';

/**
 * A field of a schema that is read by a reader, absent values included.
 *
 * @param json What editors' completion is told of it, as JSON Schema.
 */
export const field = <Value>(reader: Reader<Value>, json: Readonly<Record<string, unknown>> = {}) =>
  z
    .unknown()
    .transform((written, context): Value => {
      const reading = reader(written);
      if ('value' in reading) return reading.value;
      for (const { path, message } of reading.mistakes)
        context.addIssue({ code: 'custom', message, path: [...path] });
      return z.NEVER;
    })
    .meta(json) as unknown as z.ZodType<Value, unknown>;
