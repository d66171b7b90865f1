// Exact arithmetic: a fraction is [numerator, denominator] of BigInt, the denominator above zero. No float near money.

export class Refusal extends Error {
  constructor(code, field, facts = {}) {
    super(code);
    Object.assign(this, { code, field, facts });
  }
}

export const LARGEST = 10n ** 15n;

// A whole number of rupiah that fits; beyond it somebody slipped on the zeros.
export function money(amount, field = "amount") {
  if (amount > LARGEST || amount < -LARGEST) throw new Refusal("amount_too_large", field);
  return amount;
}

// "12.5" as it is written, a whole number, or a BigInt.
export function exact(value) {
  const [whole, part = ""] = String(value).split(".");
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
}

export const plus = ([a, b], [c, d]) => [a * d + c * b, b * d];
export const less = ([a, b], [c, d]) => [a * d - c * b, b * d];
export const times = ([a, b], [c, d]) => [a * c, b * d];
export const over = ([a, b], [c, d]) => (c < 0n ? [-a * d, -b * c] : [a * d, b * c]);
export const sign = ([a]) => (a > 0n) - (a < 0n);

export function floor([a, b]) {
  const whole = a / b;
  return whole * b > a ? whole - 1n : whole;
}

export const ceiling = ([a, b]) => -floor([-a, b]);

// To the nearest whole number, halves away from zero.
export function halfUp([a, b]) {
  const size = ((a < 0n ? -a : a) * 2n + b) / (b * 2n);
  return a < 0n ? -size : size;
}

// Two decimals half-up, as text: "-0.50".
export function hundredths([a, b]) {
  const cents = halfUp([a * 100n, b]);
  const size = cents < 0n ? -cents : cents;
  return `${cents < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}

// Without needless zeros: "12.5", "200".
export function plain([a, b]) {
  const size = a < 0n ? -a : a;
  let part = "";
  for (let rest = size % b; rest && part.length < 30; rest %= b) {
    rest *= 10n;
    part += rest / b;
  }
  return `${a < 0n ? "-" : ""}${size / b}${part && `.${part}`}`;
}
