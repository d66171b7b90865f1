// Saving for a goal: how much a month, how many months, how late (savings/rules/goals.py).
import { Refusal, ceiling } from "./exact.js";

export function goal({ target, saved, months = null, per_month = null }) {
  if (target < 0n || saved < 0n) throw new Refusal("goal_below_zero", "target");
  const missing = target > saved ? target - saved : 0n;
  const found = {};
  if (months !== null) {
    if (months < 1n) throw new Refusal("months_not_positive", "months");
    found.per_month = ceiling([missing, months]);
  }
  if (months === null || per_month !== null) {
    if (per_month === null || per_month < 1n) throw new Refusal("nothing_put_aside", "per_month");
    found.months = ceiling([missing, per_month]);
    const late = months === null ? 0n : found.months - months;
    found.late_by_months = late > 0n ? late : 0n;
  }
  return found;
}
