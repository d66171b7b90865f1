-- Documents of consignment and trade are only added to. Frozen with migration 0019_consignment.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER consignment_act_fixed BEFORE UPDATE OF id, cooperative_id, book_id, kind, on_date, member_id, point_id, to_point_id, place_id, way, carried, gross, shop_share, commission, cost, other, set_off, paid, left_over, received, last_move, last_seq, memo, request_id, fingerprint, made_by, approved_by, made_at ON consignment_act BEGIN
  SELECT RAISE(ABORT, 'seal: a document of consignment never changes');
END;

CREATE TRIGGER consignment_act_noted BEFORE UPDATE OF entry_seq ON consignment_act BEGIN
  SELECT RAISE(ABORT, 'seal: a document of consignment has one entry')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq);
END;

CREATE TRIGGER consignment_act_no_delete BEFORE DELETE ON consignment_act BEGIN
  SELECT RAISE(ABORT, 'seal: a document of consignment never disappears');
END;

CREATE TRIGGER consignment_act_unused BEFORE INSERT ON consignment_act BEGIN
  SELECT RAISE(ABORT, 'seal: a document of consignment is there already') FROM consignment_act WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: a document of consignment is there already') FROM consignment_act
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER produce_purchase_fixed BEFORE UPDATE OF id, cooperative_id, book_id, member_id, point_id, on_date, total, paid, place_id, memo, request_id, fingerprint, made_by, approved_by, made_at ON produce_purchase BEGIN
  SELECT RAISE(ABORT, 'seal: a purchase note never changes');
END;

CREATE TRIGGER produce_purchase_noted BEFORE UPDATE OF entry_seq ON produce_purchase BEGIN
  SELECT RAISE(ABORT, 'seal: a purchase note has one entry')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq);
END;

CREATE TRIGGER produce_purchase_no_delete BEFORE DELETE ON produce_purchase BEGIN
  SELECT RAISE(ABORT, 'seal: a purchase note never disappears');
END;

CREATE TRIGGER produce_purchase_unused BEFORE INSERT ON produce_purchase BEGIN
  SELECT RAISE(ABORT, 'seal: a purchase note is there already') FROM produce_purchase WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: a purchase note is there already') FROM produce_purchase
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER trade_payment_fixed BEFORE UPDATE OF id, cooperative_id, book_id, kind, member_id, customer_id, on_date, way, place_id, amount, owed, memo, request_id, fingerprint, made_by, approved_by, made_at ON trade_payment BEGIN
  SELECT RAISE(ABORT, 'seal: a payment never changes');
END;

CREATE TRIGGER trade_payment_noted BEFORE UPDATE OF entry_seq, reversed_seq ON trade_payment BEGIN
  SELECT RAISE(ABORT, 'seal: a payment has one entry')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) OR (OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS NOT OLD.reversed_seq);
END;

CREATE TRIGGER trade_payment_no_delete BEFORE DELETE ON trade_payment BEGIN
  SELECT RAISE(ABORT, 'seal: a payment never disappears');
END;

CREATE TRIGGER trade_payment_unused BEFORE INSERT ON trade_payment BEGIN
  SELECT RAISE(ABORT, 'seal: a payment is there already') FROM trade_payment WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: a payment is there already') FROM trade_payment
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER consignment_rate_no_update BEFORE UPDATE ON consignment_rate BEGIN
  SELECT RAISE(ABORT, 'seal: a commission never changes');
END;

CREATE TRIGGER consignment_rate_no_delete BEFORE DELETE ON consignment_rate BEGIN
  SELECT RAISE(ABORT, 'seal: a commission never disappears');
END;

CREATE TRIGGER consignment_rate_unused BEFORE INSERT ON consignment_rate BEGIN
  SELECT RAISE(ABORT, 'seal: a commission is there already') FROM consignment_rate WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: a commission is there already') FROM consignment_rate
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER consignment_move_no_update BEFORE UPDATE ON consignment_move BEGIN
  SELECT RAISE(ABORT, 'seal: a move never changes');
END;

CREATE TRIGGER consignment_move_no_delete BEFORE DELETE ON consignment_move BEGIN
  SELECT RAISE(ABORT, 'seal: a move never disappears');
END;

CREATE TRIGGER consignment_move_unused BEFORE INSERT ON consignment_move BEGIN
  SELECT RAISE(ABORT, 'seal: a move is there already') FROM consignment_move WHERE id = NEW.id;
END;

CREATE TRIGGER produce_line_no_update BEFORE UPDATE ON produce_line BEGIN
  SELECT RAISE(ABORT, 'seal: a line of a purchase note never changes');
END;

CREATE TRIGGER produce_line_no_delete BEFORE DELETE ON produce_line BEGIN
  SELECT RAISE(ABORT, 'seal: a line of a purchase note never disappears');
END;

CREATE TRIGGER produce_line_unused BEFORE INSERT ON produce_line BEGIN
  SELECT RAISE(ABORT, 'seal: a line of a purchase note is there already') FROM produce_line WHERE purchase_id = NEW.purchase_id AND number = NEW.number;
END;
