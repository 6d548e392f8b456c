/**
 * SQL of how old an account is, in groups that sort by age; empty where that is not known.
 *
 * @param created, at expressions of TIMESTAMPs
 */
export function ageGroup(created: string, at: string): string {
  return `CASE
    WHEN ${created} IS NULL THEN ''
    WHEN @secs(${created}, ${at}) < 86400 THEN '1 under a day'
    WHEN @secs(${created}, ${at}) < 604800 THEN '2 under a week'
    WHEN @secs(${created}, ${at}) < 2419200 THEN '3 under four weeks'
    WHEN @secs(${created}, ${at}) < 15552000 THEN '4 under half a year'
    ELSE '5 half a year or more'
  END`;
}
