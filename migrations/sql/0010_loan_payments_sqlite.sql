-- Payments and where their rupiah went are only added to. Frozen with migration 0010_loan_payments.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER loan_payment_fixed BEFORE UPDATE OF id, cooperative_id, book_id, loan_id, kind, paid_on, source, place_id, amount, from_held, penalty, interest_arrears, interest, principal_arrears, principal, left_over, left_over_to, accrued, why, memo, request_id, batch, fingerprint, made_by, approved_by, made_at ON loan_payment BEGIN
  SELECT RAISE(ABORT, 'seal: a payment never changes');
END;

CREATE TRIGGER loan_payment_noted BEFORE UPDATE OF entry_seq, reversed_seq ON loan_payment BEGIN
  SELECT RAISE(ABORT, 'seal: a payment has one entry and one reversal')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq)
      OR (OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS NOT OLD.reversed_seq);
  SELECT RAISE(ABORT, 'seal: allocations and split differ')
    WHERE OLD.entry_seq IS NULL AND OLD.kind IN ('payment', 'settlement')
      AND NEW.amount - NEW.left_over <> coalesce((SELECT sum(amount) FROM loan_allocation
        WHERE payment_id = NEW.id AND part <> 'waived'), 0);
END;

CREATE TRIGGER loan_payment_no_delete BEFORE DELETE ON loan_payment BEGIN
  SELECT RAISE(ABORT, 'seal: a payment never disappears');
END;

CREATE TRIGGER loan_payment_unused BEFORE INSERT ON loan_payment BEGIN
  SELECT RAISE(ABORT, 'seal: payment exists') FROM loan_payment WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: payment exists') FROM loan_payment
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER loan_allocation_no_update BEFORE UPDATE ON loan_allocation BEGIN
  SELECT RAISE(ABORT, 'seal: an allocation never changes');
END;

CREATE TRIGGER loan_allocation_no_delete BEFORE DELETE ON loan_allocation BEGIN
  SELECT RAISE(ABORT, 'seal: an allocation never disappears');
END;

CREATE TRIGGER loan_allocation_in_time BEFORE INSERT ON loan_allocation BEGIN
  SELECT RAISE(ABORT, 'seal: allocation exists') FROM loan_allocation
    WHERE payment_id = NEW.payment_id AND number = NEW.number AND part = NEW.part;
  SELECT RAISE(ABORT, 'seal: late allocation') FROM loan_payment
    WHERE id = NEW.payment_id AND entry_seq IS NOT NULL;
END;

CREATE TRIGGER loan_rescheduling_no_update BEFORE UPDATE ON loan_rescheduling BEGIN
  SELECT RAISE(ABORT, 'seal: a rescheduling never changes');
END;

CREATE TRIGGER loan_rescheduling_no_delete BEFORE DELETE ON loan_rescheduling BEGIN
  SELECT RAISE(ABORT, 'seal: a rescheduling never disappears');
END;

CREATE TRIGGER loan_rescheduling_unused BEFORE INSERT ON loan_rescheduling BEGIN
  SELECT RAISE(ABORT, 'seal: rescheduling exists') FROM loan_rescheduling
    WHERE schedule_id = NEW.schedule_id
      OR (cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id);
END;
