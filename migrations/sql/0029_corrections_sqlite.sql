-- What was taken back, and bills that came later, never change. Frozen with migration 0029_corrections.

CREATE TRIGGER stock_reversal_insert BEFORE INSERT ON stock_reversal WHEN EXISTS (SELECT 1 FROM stock_reversal WHERE act_id = NEW.act_id) BEGIN
  SELECT RAISE(ABORT, 'stock_reversal: append only');
END;

CREATE TRIGGER stock_reversal_update BEFORE UPDATE ON stock_reversal BEGIN
  SELECT RAISE(ABORT, 'stock_reversal: append only');
END;

CREATE TRIGGER stock_reversal_delete BEFORE DELETE ON stock_reversal BEGIN
  SELECT RAISE(ABORT, 'stock_reversal: append only');
END;

CREATE TRIGGER purchase_reversal_insert BEFORE INSERT ON purchase_reversal WHEN EXISTS (SELECT 1 FROM purchase_reversal WHERE id = NEW.id OR (book_id = NEW.book_id AND source = NEW.source)) BEGIN
  SELECT RAISE(ABORT, 'purchase_reversal: append only');
END;

CREATE TRIGGER purchase_reversal_update BEFORE UPDATE ON purchase_reversal BEGIN
  SELECT RAISE(ABORT, 'purchase_reversal: append only');
END;

CREATE TRIGGER purchase_reversal_delete BEFORE DELETE ON purchase_reversal BEGIN
  SELECT RAISE(ABORT, 'purchase_reversal: append only');
END;

CREATE TRIGGER later_bill_line_insert BEFORE INSERT ON later_bill_line WHEN EXISTS (SELECT 1 FROM later_bill_line WHERE bill_id = NEW.bill_id AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'later_bill_line: append only');
END;

CREATE TRIGGER later_bill_line_update BEFORE UPDATE ON later_bill_line BEGIN
  SELECT RAISE(ABORT, 'later_bill_line: append only');
END;

CREATE TRIGGER later_bill_line_delete BEFORE DELETE ON later_bill_line BEGIN
  SELECT RAISE(ABORT, 'later_bill_line: append only');
END;

CREATE TRIGGER later_bill_insert BEFORE INSERT ON later_bill WHEN EXISTS (SELECT 1 FROM later_bill WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'later_bill: a document never changes');
END;

CREATE TRIGGER later_bill_update BEFORE UPDATE ON later_bill WHEN NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id OR NEW.receipt_id IS NOT OLD.receipt_id OR NEW.supplier_id IS NOT OLD.supplier_id OR NEW.kind IS NOT OLD.kind OR NEW.side IS NOT OLD.side OR NEW.bill_number IS NOT OLD.bill_number OR NEW.on_date IS NOT OLD.on_date OR NEW.due_on IS NOT OLD.due_on OR NEW.amount IS NOT OLD.amount OR NEW.place_id IS NOT OLD.place_id OR NEW.why IS NOT OLD.why OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) BEGIN
  SELECT RAISE(ABORT, 'later_bill: a document never changes');
END;

CREATE TRIGGER later_bill_delete BEFORE DELETE ON later_bill BEGIN
  SELECT RAISE(ABORT, 'later_bill: a document never changes');
END;
