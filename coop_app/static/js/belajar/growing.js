// What dues and savings become (literacy/rules/calculators/growing.py): interest paid into savings at each month's end.
import { Refusal, exact, floor, halfUp, money, over, times } from "./exact.js";

const LONGEST_YEARS = 30n;

const daysOf = (year, month) => BigInt(new Date(Date.UTC(year, month, 0)).getUTCDate());

// One month on a balance that stands still: [interest, tax]. Tiers are [below or null, percent a year], rising.
function monthOf(balance, days, { tiers, basis, free, tax }) {
  const [, percent] = tiers.find(([below]) => below === null || balance < BigInt(below));
  const interest = money(halfUp(over(times([balance * days, 1n], exact(percent)), [100n * BigInt(basis), 1n])));
  return [interest, interest <= BigInt(free) ? 0n : floor(over(times([interest, 1n], exact(tax)), [100n, 1n]))];
}

// The years of a plan from a month on ("2026-11"): what was paid in so far, interest, tax, total.
export function grow({ pokok, dues, voluntary, years }, terms, first) {
  if (years < 1n || years > LONGEST_YEARS) throw new Refusal("years_out_of_range", "years", { longest: LONGEST_YEARS });
  for (const [field, amount] of Object.entries({ pokok, dues, voluntary })) if (amount < 0n) throw new Refusal("deposits_below_zero", field);
  const [year, month] = first.split("-").map(Number);
  const found = [];
  let balance = 0n, interest = 0n, tax = 0n;
  for (let n = 0; n < Number(years) * 12; n += 1) {
    balance = money(balance + voluntary);
    const [gained, taken] = monthOf(balance, daysOf(year, month + n), terms);
    balance = money(balance + gained - taken);
    interest = money(interest + gained);
    tax += taken;
    const months = BigInt(n + 1);
    if (months % 12n === 0n) found.push({ number: months / 12n, pokok, dues: money(dues * months), voluntary: money(voluntary * months), interest, tax });
  }
  return found.map((one) => {
    const paid_in = money(one.pokok + one.dues + one.voluntary);
    return { ...one, paid_in, total: money(paid_in + one.interest - one.tax) };
  });
}
