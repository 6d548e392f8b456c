import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  actionRecordShape,
  batchShape,
  brakeRowShape,
  enforceResultShape,
  receiptShape,
} from "../../../../src/lib/rule/enforce/index.js";

const schemas = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "What shrike enforce writes",
  $defs: {
    result: enforceResultShape,
    batch: batchShape,
    action: actionRecordShape,
    receipt: receiptShape,
    brake: brakeRowShape,
  },
};

test("docs/enforce.schema.json is the schema of what shrike enforce writes", () => {
  const $defs = Object.fromEntries(
    Object.entries(schemas.$defs).map(([name, shape]) => {
      const { $schema: _, ...schema } = z.toJSONSchema(shape);
      return [name, schema];
    }),
  );
  const schema = { ...schemas, $defs };
  const written: unknown = JSON.parse(readFileSync("docs/enforce.schema.json", "utf8"));
  try {
    expect(written).toEqual(schema);
  } catch (error) {
    writeFileSync("docs/enforce.schema-changed.json", `${JSON.stringify(schema, null, 2)}\n`);
    throw error;
  }
});
