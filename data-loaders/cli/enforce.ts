import type { Command } from "commander";
import { copyFileSync, writeFileSync } from "node:fs";
import type { Delivered, EnforceResult } from "../../src/lib/rule/enforce/index.js";
import type { Reporter } from "../pipeline/reporter.js";
import { readReceipt } from "../rules/enforce/batch-store.js";
import { releaseBrake } from "../rules/enforce/brakes-file.js";
import { describeDelivered, describePlan } from "../rules/enforce/describe-plan.js";
import { alone, applyPlan, enforcePaths } from "../rules/enforce/enforce.js";
import { planResult } from "../rules/enforce/plan-result.js";
import { planTable } from "../rules/enforce/plan-table.js";
import type { Plan } from "../rules/enforce/plan.js";
import { openBatch, resumeOpen } from "../rules/enforce/resume.js";
import { readRules } from "../rules/read-rules.js";
import { consoleReporter } from "./console-reporter.js";
import { deliveryOptions } from "./enforce-delivery.js";
import { destinationOf, limitsOf, withEnforceOptions, type EnforceOptions } from "./enforce-options.js";
import { makePlan } from "./enforce-plan.js";
import { workFolder } from "./bring-up-to-date.js";
import { writeJson } from "./write-json.js";

/** `shrike enforce`: makes an action batch from what rules in force hit, and delivers it. */
export function addEnforce(program: Command, signal: AbortSignal): void {
  const command = program
    .command("enforce")
    .description("make an action batch from the hits of rules in force; a dry run unless --apply");
  withEnforceOptions(command).action(async (options: EnforceOptions) => {
    const reporter = consoleReporter(options.quiet ?? false);
    try {
      await enforce(command, options, reporter, signal);
    } finally {
      reporter.close();
    }
  });
}

async function enforce(
  command: Command,
  options: EnforceOptions,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  const paths = enforcePaths(workFolder(options.source));
  const delivery = deliveryOptions(options, reporter, signal);
  const { release, reverse, apply = false } = options;
  const say = (text: string): void => void (options.quiet !== true && process.stdout.write(text));
  if (release !== undefined) {
    const why = options.why ?? "no reason given";
    await alone(paths, async () => releaseBrake(paths.brakes, release, why, new Date()));
    return say(`${release} may act again\n`);
  }
  if (options.close === true) {
    const closed = await alone(paths, () => resumeOpen(paths, [], null, { ...delivery, close: true }));
    if (closed === null) throw new Error("--close: no batch is open");
    return reportDelivered(closed, options, reporter, say);
  }
  const receipt = reverse === undefined ? undefined : readReceipt(reverse);
  const destination = destinationOf(options) ?? receipt?.destination ?? null;
  if (apply && destination === null)
    command.error("error: --apply needs to know where to: add --to <dir> or --url <url>", { exitCode: 2 });

  const run = async (): Promise<void> => {
    const resumed = apply ? await resumeOpen(paths, readRules(options.source), destination, delivery) : null;
    if (resumed !== null) say(`finished what an earlier run left open: ${describeDelivered(resumed)}`);
    const plan = await makePlan(paths, options, receipt, reporter, signal);
    const result = planResult(plan, {
      source: paths.source,
      applied: apply,
      limits: limitsOf(options),
      resumed,
    });
    const open = apply ? undefined : openBatch(paths);
    if (open !== undefined) say(`batch ${open} is open: --apply would finish it first\n`);
    if (options.list !== undefined) writeFileSync(options.list, planTable(plan.actions));
    say(describePlan(result));
    warnOf(plan, apply, reporter);
    const delivered =
      apply && destination !== null
        ? await applyPlan(paths, plan, destination, options.withoutProtectedAccounts ?? false, delivery)
        : null;
    if (delivered !== null) reportDelivered(delivered, options, reporter, say);
    else if (apply) say("nothing to deliver\n");
    writeJson(options.json, { ...result, delivered } satisfies EnforceResult);
  };
  await (apply ? alone(paths, run) : run());
}

/** What must be seen, even where nothing else is printed. */
function warnOf({ rules, tripping }: Plan, applied: boolean, reporter: Reporter): void {
  for (const { rule_id, accounts } of rules)
    if ((accounts.over_limit ?? 0) > 0)
      reporter.warn(
        `${rule_id} would newly act on ${accounts.over_limit ?? 0} accounts, over the limit of a rule (--limit-rule): it is left out`,
      );
  for (const { rule, reason } of tripping)
    reporter.warn(`the brake ${applied ? "stops" : "would stop"} ${rule}: ${reason}`);
}

function reportDelivered(
  delivered: Delivered,
  options: EnforceOptions,
  reporter: Reporter,
  say: (text: string) => void,
): void {
  if (options.receipt !== undefined) copyFileSync(delivered.receipt, options.receipt);
  say(describeDelivered(delivered));
  for (const status of ["rejected", "unanswered"] as const)
    if (delivered.counts[status] > 0)
      reporter.warn(`${delivered.counts[status]} actions are ${status}: see ${delivered.receipt}`);
}
