// An income in envelopes (literacy/rules/budget.py).
import { Refusal, money } from "./exact.js";

export function budget({ income, envelopes }) {
  if (envelopes.some(({ planned, spent }) => planned < 0n || spent < 0n)) throw new Refusal("budget_below_zero", "envelopes");
  if (income < 0n) throw new Refusal("budget_below_zero", "income");
  const allocated = envelopes.reduce((sum, { planned }) => money(sum + planned), 0n);
  const rows = envelopes.map((each) => ({ ...each, left: money(each.planned - each.spent) }));
  return { allocated, unallocated: money(income - allocated), envelopes: rows };
}
