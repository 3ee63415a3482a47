import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

// biome-ignore lint/suspicious/noExplicitAny: the description is data.
type Node = any;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** An error the description shows as an example. */
export interface DocumentedError {
  operation: string;
  status: number;
  error: { type?: string; title: string; name?: string; detail?: string };
  /** Further errors the example lists. */
  problems: { title: string; name?: string }[];
}

/** api.video's own OpenAPI file, as far as conformance needs it. Operations are written `GET /videos/{videoId}`. */
export interface Description {
  operations: string[];
  errors: DocumentedError[];
  /** What is wrong with an answer; empty when it is as described. */
  mismatches(operation: string, status: number, body: unknown): string[];
}

export function readDescription(path: string): Description {
  // A YAML 1.2 parser: the language list holds an unquoted "no".
  const document: Node = parse(readFileSync(path, 'utf8'));
  const operations = operationsOf(document);
  const validators = createValidators(document, operations);
  return {
    operations: [...operations.keys()],
    errors: [...operations].flatMap(([operation, node]) => documentedErrors(operation, node)),
    mismatches(operation, status, body) {
      const response = operations.get(operation)?.responses[status];
      if (!response) return [`${operation} describes no ${status}`];
      if (!response.content) return body === undefined ? [] : [`${operation} ${status} has no body`];
      const validate = validators.get(`${operation} ${status}`);
      if (validate?.(body)) return [];
      return (validate?.errors ?? []).map(
        (error) =>
          `${operation} ${status}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`,
      );
    },
  };
}

function operationsOf(document: Node): Map<string, Node> {
  const operations = new Map<string, Node>();
  for (const [path, item] of Object.entries<Node>(document.paths)) {
    for (const method of METHODS)
      if (item[method]) operations.set(`${method.toUpperCase()} ${path}`, item[method]);
  }
  return operations;
}

function createValidators(document: Node, operations: Map<string, Node>): Map<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  for (const format of ['binary', 'float']) ajv.addFormat(format, true);
  ajv.addSchema({ $id: 'description', components: closed(document.components) });
  const validators = new Map<string, ValidateFunction>();
  for (const [operation, { responses }] of operations) {
    for (const [status, { content }] of Object.entries<Node>(responses)) {
      const reference: string | undefined = content?.['application/json']?.schema?.$ref;
      if (reference)
        validators.set(`${operation} ${status}`, ajv.compile({ $ref: `description${reference}` }));
    }
  }
  return validators;
}

/** Errors hold more than their schemas say (`detail`, `range`); everything else may hold what is described and no more. */
const OPEN = /error|bad-request|not-found|too-many/;

function closed(components: Node): Node {
  const schemas = Object.entries<Node>(components.schemas).map(([name, schema]) => [
    name,
    OPEN.test(name) ? schema : closedSchema(schema),
  ]);
  return { ...components, schemas: Object.fromEntries(schemas) };
}

function closedSchema(schema: Node): Node {
  if (Array.isArray(schema)) return schema.map(closedSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'example' ? undefined : closedSchema(value)]),
  );
  return copy.type === 'object' && copy.properties ? { additionalProperties: false, ...copy } : copy;
}

function documentedErrors(operation: string, { responses }: Node): DocumentedError[] {
  return Object.entries<Node>(responses).flatMap(([status, { content }]) => {
    if (Number(status) < 400) return [];
    const examples = Object.values<Node>(content?.['application/json']?.examples ?? {});
    return (
      examples
        .map(({ value }) => value)
        // One example is filler text, with a status that is none.
        .filter((value) => value.status === Number(status))
        .map(({ problems = [], ...error }) => ({ operation, status: Number(status), error, problems }))
    );
  });
}
