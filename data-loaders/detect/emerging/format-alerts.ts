import type { FalseShare } from "../../../src/lib/emerging/false-share.js";
import { entityName, kindName } from "../../../src/lib/emerging/words.js";
import { formatCount, formatPercent } from "../../../src/lib/format/index.js";
import type { CountedAlert } from "./alert-events.js";

export interface PrintedAlerts {
  readonly from: string;
  readonly to: string;
  readonly alerts: readonly CountedAlert[];
  readonly falseShare: FalseShare;
  readonly withheld: number;
}

/** Alerts as the command line prints them, a line each. */
export function formatAlerts({ from, to, alerts, falseShare, withheld }: PrintedAlerts): string {
  const calibrated =
    falseShare.share === null
      ? "false share unknown: no alert on days that decoys were counted on"
      : `false share by decoys ${formatPercent(falseShare.share)} (${formatCount(Math.round(falseShare.decoys * 10) / 10)} decoys beside ${formatCount(falseShare.alerts)} alerts)`;
  return [
    ...alerts.map(
      (alert) =>
        `${alert.day}  ${alert.detector.padEnd(7)}  ${`${kindName(alert.kind)} ${entityName(alert.kind, alert.entity, alert.sample)}`}: ${formatCount(alert.observed)} accounts, ${formatCount(alert.events)} events; expected ${formatCount(Math.round(alert.expected * 10) / 10)} (${formatCount(alert.low)}–${formatCount(alert.high)})${alert.escalated ? "; grown since an earlier alert" : ""}${alert.resolved === null ? "" : `; over on ${alert.resolved}`}`,
    ),
    `${formatCount(alerts.length)} alerts from ${from} to ${to}; ${calibrated}; ${formatCount(withheld)} smaller ones withheld`,
    "",
  ].join("\n");
}
