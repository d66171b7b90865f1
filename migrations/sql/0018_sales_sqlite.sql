-- Documents of the till are only added to. Frozen with migration 0018_sales.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER sale_fixed BEFORE UPDATE OF id, cooperative_id, book_id, point_id, sold_on, way, place_id, audience, member_id, customer_id, buyer_name, gross, discount, discount_reason, total, consigned, received, fee, fee_mille, due_on, memo, request_id, fingerprint, made_by, approved_by, made_at ON sale BEGIN
  SELECT RAISE(ABORT, 'seal: sale never changes');
END;

CREATE TRIGGER sale_noted BEFORE UPDATE OF entry_seq, close_id ON sale BEGIN
  SELECT RAISE(ABORT, 'seal: sale has one entry and one close')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) OR (OLD.close_id IS NOT NULL AND NEW.close_id IS NOT OLD.close_id);
  SELECT RAISE(ABORT, 'seal: lines and total of sale differ')
    WHERE OLD.entry_seq IS NULL AND NEW.entry_seq IS NOT NULL AND (NEW.total <> coalesce((SELECT sum(net) FROM sale_line WHERE sale_id = NEW.id), 0));
END;

CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale BEGIN
  SELECT RAISE(ABORT, 'seal: sale never disappears');
END;

CREATE TRIGGER sale_unused BEFORE INSERT ON sale BEGIN
  SELECT RAISE(ABORT, 'seal: sale exists') FROM sale WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: sale exists') FROM sale
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER sale_return_fixed BEFORE UPDATE OF id, cooperative_id, book_id, sale_id, point_id, kind, returned_on, reason, refund, place_id, total, consigned, cost, request_id, fingerprint, made_by, approved_by, made_at ON sale_return BEGIN
  SELECT RAISE(ABORT, 'seal: sale return never changes');
END;

CREATE TRIGGER sale_return_noted BEFORE UPDATE OF entry_seq, close_id ON sale_return BEGIN
  SELECT RAISE(ABORT, 'seal: sale return has one entry and one close')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) OR (OLD.close_id IS NOT NULL AND NEW.close_id IS NOT OLD.close_id);
  SELECT RAISE(ABORT, 'seal: lines and total of sale return differ')
    WHERE OLD.entry_seq IS NULL AND NEW.entry_seq IS NOT NULL AND (NEW.total <> coalesce((SELECT sum(amount) FROM sale_return_line WHERE return_id = NEW.id), 0) OR NEW.cost <> coalesce((SELECT sum(cost) FROM sale_return_line WHERE return_id = NEW.id), 0));
END;

CREATE TRIGGER sale_return_no_delete BEFORE DELETE ON sale_return BEGIN
  SELECT RAISE(ABORT, 'seal: sale return never disappears');
END;

CREATE TRIGGER sale_return_unused BEFORE INSERT ON sale_return BEGIN
  SELECT RAISE(ABORT, 'seal: sale return exists') FROM sale_return WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: sale return exists') FROM sale_return
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER till_close_fixed BEFORE UPDATE OF id, cooperative_id, book_id, point_id, place_id, closed_on, change_money, cash_sales, cash_returns, transfer, qris, fees, credit, other_returns, sales_count, returns_count, expected, counted, difference, reason, request_id, fingerprint, made_by, approved_by, made_at ON till_close BEGIN
  SELECT RAISE(ABORT, 'seal: till close never changes');
END;

CREATE TRIGGER till_close_noted BEFORE UPDATE OF entry_seq ON till_close BEGIN
  SELECT RAISE(ABORT, 'seal: till close has one entry and one close')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq);
END;

CREATE TRIGGER till_close_no_delete BEFORE DELETE ON till_close BEGIN
  SELECT RAISE(ABORT, 'seal: till close never disappears');
END;

CREATE TRIGGER till_close_unused BEFORE INSERT ON till_close BEGIN
  SELECT RAISE(ABORT, 'seal: till close exists') FROM till_close WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: till close exists') FROM till_close
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
  SELECT RAISE(ABORT, 'seal: day is closed') FROM till_close
    WHERE cooperative_id = NEW.cooperative_id AND point_id = NEW.point_id AND closed_on = NEW.closed_on;
END;

CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line BEGIN
  SELECT RAISE(ABORT, 'seal: sale line never changes');
END;

CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line BEGIN
  SELECT RAISE(ABORT, 'seal: sale line never disappears');
END;

CREATE TRIGGER sale_line_in_time BEFORE INSERT ON sale_line BEGIN
  SELECT RAISE(ABORT, 'seal: sale line exists') FROM sale_line WHERE sale_id = NEW.sale_id AND number = NEW.number;
  SELECT RAISE(ABORT, 'seal: late sale line') FROM sale WHERE id = NEW.sale_id AND entry_seq IS NOT NULL;
END;

CREATE TRIGGER sale_return_line_no_update BEFORE UPDATE ON sale_return_line BEGIN
  SELECT RAISE(ABORT, 'seal: sale return line never changes');
END;

CREATE TRIGGER sale_return_line_no_delete BEFORE DELETE ON sale_return_line BEGIN
  SELECT RAISE(ABORT, 'seal: sale return line never disappears');
END;

CREATE TRIGGER sale_return_line_in_time BEFORE INSERT ON sale_return_line BEGIN
  SELECT RAISE(ABORT, 'seal: return line exists') FROM sale_return_line WHERE return_id = NEW.return_id AND number = NEW.number;
  SELECT RAISE(ABORT, 'seal: late return line') FROM sale_return WHERE id = NEW.return_id AND entry_seq IS NOT NULL;
  SELECT RAISE(ABORT, 'seal: return line of another sale') FROM sale_return WHERE id = NEW.return_id AND sale_id <> NEW.sale_id;
  SELECT RAISE(ABORT, 'seal: more comes back than was sold') FROM sale_line WHERE sale_id = NEW.sale_id AND number = NEW.number AND (sale_line.quantity < NEW.quantity + coalesce((SELECT sum(earlier.quantity) FROM sale_return_line AS earlier WHERE earlier.sale_id = NEW.sale_id AND earlier.number = NEW.number), 0) OR sale_line.net < NEW.amount + coalesce((SELECT sum(earlier.amount) FROM sale_return_line AS earlier WHERE earlier.sale_id = NEW.sale_id AND earlier.number = NEW.number), 0) OR sale_line.cost < NEW.cost + coalesce((SELECT sum(earlier.cost) FROM sale_return_line AS earlier WHERE earlier.sale_id = NEW.sale_id AND earlier.number = NEW.number), 0));
END;

CREATE TRIGGER qris_code_no_update BEFORE UPDATE ON qris_code BEGIN
  SELECT RAISE(ABORT, 'seal: qris code never changes');
END;

CREATE TRIGGER qris_code_no_delete BEFORE DELETE ON qris_code BEGIN
  SELECT RAISE(ABORT, 'seal: qris code never disappears');
END;

CREATE TRIGGER qris_code_unused BEFORE INSERT ON qris_code BEGIN
  SELECT RAISE(ABORT, 'seal: qris code exists') FROM qris_code WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: qris code exists') FROM qris_code
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER payment_fee_no_update BEFORE UPDATE ON payment_fee BEGIN
  SELECT RAISE(ABORT, 'seal: payment fee never changes');
END;

CREATE TRIGGER payment_fee_no_delete BEFORE DELETE ON payment_fee BEGIN
  SELECT RAISE(ABORT, 'seal: payment fee never disappears');
END;

CREATE TRIGGER payment_fee_unused BEFORE INSERT ON payment_fee BEGIN
  SELECT RAISE(ABORT, 'seal: payment fee exists') FROM payment_fee WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: payment fee exists') FROM payment_fee
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;
