// The fields of a tool's form as values (coop_app/literacy/forms/calculators).
import { Refusal } from "./exact.js";
import { parseRupiah } from "./money.js";
import { parseNumber } from "./numbers.js";

const ROW = "[data-row], [data-line]";

// What stands in a field: a BigInt, decimal text, text; null when it is empty.
export function read(field) {
  const text = field.value.trim();
  if (text === "") {
    if (field.required) throw new Refusal("needed", field.name);
    return null;
  }
  if ("rupiah" in field.dataset) return parseRupiah(text, field.name);
  if (field.inputMode === "decimal") return parseNumber(text.replace(/%$/, ""), field.name);
  if (field.type === "number" || field.inputMode === "numeric") {
    if (!/^\d{1,15}$/.test(text)) throw new Refusal("not_a_count", field.name);
    return BigInt(text);
  }
  return text;
}

// {name: value} of a form without its rows, or of one row. What cannot be read is thrown together, with its places.
export function readAll(place) {
  const row = place.matches(ROW) ? place : null;
  const fields = [...place.querySelectorAll("input[name], select[name]")].filter((field) => field.closest(ROW) === row && field.type !== "checkbox");
  const found = {}, refusals = [];
  for (const field of fields) {
    try {
      found[field.name] = read(field);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      refusals.push(Object.assign(refusal, { place: field }));
    }
  }
  if (refusals.length) throw refusals;
  return found;
}
