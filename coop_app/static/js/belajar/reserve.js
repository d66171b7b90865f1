// Money for bad days (literacy/rules/calculators/reserve.py).
import { Refusal, halfUp, money } from "./exact.js";
import { goal } from "./goal.js";

const LONGEST = 60n;

export function reserve({ spending, months, saved, per_month = null }) {
  if (spending <= 0n) throw new Refusal("no_spending", "spending");
  if (months < 1n || months > LONGEST) throw new Refusal("months_out_of_range", "months", { longest: LONGEST });
  if (saved < 0n) throw new Refusal("goal_below_zero", "saved");
  const target = money(spending * months);
  const tenths = saved * 10n / spending;
  const filled = halfUp([saved * 100n, target]);
  return {
    target,
    missing: target > saved ? target - saved : 0n,
    months_needed: per_month === null ? null : goal({ target, saved, per_month }).months,
    covered_months: `${tenths / 10n}.${tenths % 10n}`,
    filled_percent: filled > 100n ? 100n : filled,
  };
}
