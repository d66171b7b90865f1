// The schedule of a loan and what it truly costs (loans/rules/schedule.py and cost.py).
import { Refusal, exact, halfUp, less, money, over, plus, sign, times } from "./exact.js";
import { rupiah } from "./money.js";

const ONE = [1n, 1n], LONGEST = 600, HIGHEST_PER_YEAR = [1200n, 1n];

// What one month costs of a balance, exact.
function monthlyRate(percent, per) {
  const perYear = times(exact(percent), [per === "month" ? 12n : 1n, 1n]);
  if (sign(perYear) < 0 || sign(less(perYear, HIGHEST_PER_YEAR)) > 0) throw new Refusal("rate_out_of_range", "rate", { percent });
  return over(perYear, HIGHEST_PER_YEAR);
}

function check({ principal, months, grace, unit }) {
  if (principal <= 0n) throw new Refusal("principal_not_positive", "principal");
  if (months < 1 || months > LONGEST) throw new Refusal("term_out_of_range", "term_months", { longest: LONGEST });
  if (grace < 0 || grace >= months) throw new Refusal("grace_too_long", "grace_months", { months });
  if (![1n, 100n, 500n, 1000n].includes(unit)) throw new Refusal("rounding_unit_unknown", "rounding_unit");
}

// What every row repeats: an annuity's total, otherwise the principal.
function regularOf(principal, months, annuity, monthly) {
  if (!annuity) return halfUp([principal, BigInt(months)]);
  const [a, b] = plus(ONE, monthly), n = BigInt(months);
  const discount = less(ONE, [b ** n, a ** n]);
  return money(halfUp(over(times([principal, 1n], monthly), discount)));
}

// Rows of principal, interest, total and balance; the last one takes what is left.
function rowsOf({ principal, monthly, method, months, grace, unit }) {
  const annuity = method === "annuity" && sign(monthly) > 0;
  const regular = regularOf(principal, months - grace, annuity, monthly);
  const rows = [];
  let balance = principal;
  for (let n = 1; n <= months; n += 1) {
    const interest = money(halfUp(times([method === "flat" ? principal : balance, 1n], monthly)));
    let part = 0n;
    if (n > grace) {
      const whole = annuity ? regular : regular + interest;
      part = n === months ? balance : halfUp([whole, unit]) * unit - interest;
      if (part < 0n || (n === months && part === 0n)) throw new Refusal("rounding_too_coarse", "rounding_unit");
    }
    balance -= part;
    rows.push({ n, principal: part, interest, total: money(part + interest), balance });
  }
  return rows;
}

// The rate per year in hundredths of a percent, decided with whole numbers between two half steps.
export function effectivePercent(net, totals) {
  const isAtLeast = (cents) => {
    const unit = 240_000n, grown = unit + 2n * cents - 1n;
    let worth = 0n, scale = 1n;
    for (const total of totals) {
      scale *= unit;
      worth = worth * grown + total * scale;
    }
    return worth >= net * grown ** BigInt(totals.length);
  };
  let low = 0n, high = 1n;
  while (isAtLeast(high)) [low, high] = [high, high * 2n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isAtLeast(middle)) low = middle; else high = middle;
  }
  return `${low / 100n}.${String(low % 100n).padStart(2, "0")}`;
}

// Amounts are BigInt, months numbers, percentages decimals as text.
export function loan({ principal, percent, per, method, months, unit = 1n, grace = 0, provision = "0", admin = 0n }) {
  const monthly = monthlyRate(percent, per);
  check({ principal, months, grace, unit });
  const fees = money(money(halfUp(over(times([principal, 1n], exact(provision)), [100n, 1n]))) + admin);
  if (fees >= principal) throw new Refusal("fees_too_high", "fees", { fees: rupiah(fees) });
  const rows = rowsOf({ principal, monthly, method, months, grace, unit });
  const sum = (key) => rows.reduce((all, row) => money(all + row[key]), 0n);
  return {
    instalments: rows,
    total_interest: sum("interest"),
    total: sum("total"),
    net_disbursed: principal - fees,
    effective_percent_per_year: effectivePercent(principal - fees, rows.map((row) => row.total)),
  };
}
