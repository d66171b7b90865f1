-- How loans were judged and what was written off is only added to. Frozen with migration 0011_loan_risk.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER loan_class_no_update BEFORE UPDATE ON loan_class BEGIN
  SELECT RAISE(ABORT, 'seal: a class never changes');
END;

CREATE TRIGGER loan_class_no_delete BEFORE DELETE ON loan_class BEGIN
  SELECT RAISE(ABORT, 'seal: a class never disappears');
END;

CREATE TRIGGER loan_class_unused BEFORE INSERT ON loan_class BEGIN
  SELECT RAISE(ABORT, 'seal: class exists') FROM loan_class
    WHERE run_id = NEW.run_id AND loan_id = NEW.loan_id;
END;

CREATE TRIGGER loan_write_off_fixed BEFORE UPDATE OF id, cooperative_id, book_id, loan_id, written_off_on, principal, interest, reason, request_id, fingerprint, made_by, approved_by, made_at ON loan_write_off BEGIN
  SELECT RAISE(ABORT, 'seal: a write-off never changes');
END;

CREATE TRIGGER loan_write_off_noted BEFORE UPDATE OF entry_seq ON loan_write_off BEGIN
  SELECT RAISE(ABORT, 'seal: a write-off has one entry') WHERE OLD.entry_seq IS NOT NULL;
END;

CREATE TRIGGER loan_write_off_no_delete BEFORE DELETE ON loan_write_off BEGIN
  SELECT RAISE(ABORT, 'seal: a write-off never disappears');
END;

CREATE TRIGGER loan_write_off_unused BEFORE INSERT ON loan_write_off BEGIN
  SELECT RAISE(ABORT, 'seal: write-off exists') FROM loan_write_off
    WHERE id = NEW.id OR loan_id = NEW.loan_id
      OR (cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id);
END;
