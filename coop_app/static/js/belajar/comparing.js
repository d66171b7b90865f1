// Several services for one transfer (literacy/rules/calculators/comparing.py).
import { Refusal, exact, floor, halfUp, less, money, over, plus, sign, times } from "./exact.js";
import { transfer } from "./remittance.js";

const STEPS = [12n, 6n, 4n, 3n, 2n, 1n], SHOWN = 2, CHEAPEST = 3, MOST_TIMES = 366n;

function markOf({ total }, open) {
  if (!total || !open) return "unknown";
  if (sign(total) < 0) return "better";
  if (sign(less(total, [3n, 1n])) <= 0) return "cheap";
  return sign(less(total, [5n, 1n])) <= 0 ? "middle" : "dear";
}

// Offers are {service, open, amount, fee, fee_mode, rate_offered, rate_mid}; those who say their costs are ranked.
export function compare(offers, often) {
  const known = offers.map((offer) => {
    const facts = transfer(offer);
    return { ...offer, ...facts, each: over([facts.received, 1n], facts.paid), mark: markOf(facts, offer.open),
      falsely_free: sign(exact(offer.fee)) === 0 && facts.margin !== null && sign(facts.margin) > 0 };
  });
  if (often < 1n || often > MOST_TIMES) throw new Refusal("times_out_of_range", "times", { most: MOST_TIMES });
  const ranked = known.filter((one) => one.open).sort((a, b) => sign(less(b.each, a.each)));
  const best = ranked[0];
  const inYear = (one) => ({ ...one, fewer: fewerWith(one, often), year: one.lost === null ? null : money(one.lost * often),
    behind: best ? money(floor(times(times(less(best.each, one.each), one.paid), [often, 1n]))) : null });
  return { ranked: ranked.map(inYear), unclear: known.filter((one) => !one.open), best,
    mean: meanOf(ranked) };
}

// The mean cost of the three cheapest; null with fewer than three known.
function meanOf(offers) {
  const costs = offers.map(({ total }) => total).filter(Boolean).sort((a, b) => sign(less(a, b))).slice(0, CHEAPEST);
  return costs.length < CHEAPEST ? null : over(costs.reduce(plus), [3n, 1n]);
}

// One service as often as now, then less often; nothing where money is sent once a year.
function fewerWith(offer, often) {
  const less = STEPS.filter((step) => step < often).slice(0, SHOWN);
  return less.length ? [often, ...less].map((many) => fewerOf(offer, often, many)) : [];
}

// The same money a year in fewer transfers; a fee is paid that many times less.
function fewerOf({ amount, fee, rate_offered }, often, many) {
  const saved = money(halfUp(times(times(exact(fee), [often - many, 1n]), exact(rate_offered))));
  return { times: many, each: times(exact(amount), [often, many]), fees: times(exact(fee), [many, 1n]), saved };
}
