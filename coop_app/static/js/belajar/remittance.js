// What sending money home costs, by the World Bank's rule (literacy/rules/remittance.py).
import { Refusal, exact, floor, hundredths, less, money, over, plain, plus, sign, times } from "./exact.js";

const ONE = [1n, 1n], HUNDRED = [100n, 1n];

// Amount, fee and rates are decimals as text; without a mid rate only what arrives is known. Exact parts.
export function transfer({ amount, fee, fee_mode, rate_offered, rate_mid }) {
  const sent = exact(amount), cost = exact(fee), offered = exact(rate_offered);
  const deducted = fee_mode === "deducted";
  if (sign(sent) <= 0) throw new Refusal("nothing_sent", "amount");
  if (sign(cost) < 0) throw new Refusal("fee_below_zero", "fee");
  if (deducted && sign(less(cost, sent)) > 0) throw new Refusal("fee_above_amount", "fee");
  if (sign(offered) <= 0) throw new Refusal("rate_not_positive", "rate_offered");
  const mid = rate_mid === null || rate_mid === "" ? null : exact(rate_mid);
  if (mid && sign(mid) < 0) throw new Refusal("rate_not_positive", "rate_mid");
  const paid = deducted ? sent : plus(sent, cost);
  const received = money(floor(times(less(paid, cost), offered)));
  if (!mid || sign(mid) === 0) return { paid, received, part: null, margin: null, total: null, lost: null };
  const part = times(over(cost, sent), HUNDRED);
  const margin = times(less(ONE, over(offered, mid)), HUNDRED);
  const lost = money(money(floor(times(paid, mid))) - received);
  return { paid, received, part, margin, total: plus(part, margin), lost };
}

// The same as `coop calc remittance` says it.
export function remittance(given) {
  const { paid, received, part, margin, total, lost } = transfer(given);
  const said = (value) => value && hundredths(value);
  return { fee_percent: said(part), margin_percent: said(margin), total_percent: said(total),
    paid: plain(paid), received_idr: received, lost_idr: lost };
}
