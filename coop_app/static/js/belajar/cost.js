// What a product costs to make, and which price covers it (products/rules/making.py).
import { Refusal, ceiling, exact, floor, halfUp, less, money, over, plus, sign, times } from "./exact.js";
import { rupiah } from "./money.js";

const HUNDRED = [100n, 1n];

// Own work, whole minutes of it, at a rate an hour.
export function labourWorth(hours, rate) {
  const minutes = floor(times(exact(hours), [60n, 1n]));
  if (minutes < 0n || minutes > 60_000n || rate < 0n) throw new Refusal("labour_wrong", "own_hours");
  return money(halfUp([minutes * rate, 60n]));
}

// `costs` are amounts of rupiah, percentages decimals as text; null where nothing is asked.
export function productCost({ costs, good_units, markup_percent = null, margin_percent = null, fixed_cost = null, price = null }) {
  const total = costs.reduce((sum, each) => money(sum + each), 0n);
  if (good_units < 1n) throw new Refusal("no_good_units", "good_units");
  const unit_cost = halfUp([total, good_units]);
  return {
    total,
    unit_cost,
    price_by_markup: markup_percent === null ? null : byMarkup(unit_cost, exact(markup_percent)),
    price_by_margin: margin_percent === null ? null : byMargin(unit_cost, exact(margin_percent)),
    break_even_units: fixed_cost === null || price === null ? null : breakEven(fixed_cost, price, unit_cost),
  };
}

const byMarkup = (unit, percent) => money(halfUp(over(times([unit, 1n], plus(HUNDRED, percent)), HUNDRED)));

function byMargin(unit, percent) {
  const left = less(HUNDRED, percent);
  if (sign(percent) < 0 || sign(left) <= 0) throw new Refusal("margin_out_of_range", "margin_percent");
  return money(halfUp(over([unit * 100n, 1n], left)));
}

function breakEven(fixed, price, unit) {
  if (price <= unit) throw new Refusal("price_not_above_cost", "price", { price: rupiah(price), cost: rupiah(unit) });
  return ceiling([fixed, price - unit]);
}
