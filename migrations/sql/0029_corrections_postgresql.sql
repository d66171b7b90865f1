-- What was taken back, and bills that came later, never change. Frozen with migration 0029_corrections.

CREATE TRIGGER stock_reversal_update BEFORE UPDATE ON stock_reversal FOR EACH ROW EXECUTE FUNCTION purchasing_keep();
ALTER TABLE stock_reversal ENABLE ALWAYS TRIGGER stock_reversal_update;
CREATE TRIGGER stock_reversal_delete BEFORE DELETE ON stock_reversal FOR EACH ROW EXECUTE FUNCTION purchasing_keep();
ALTER TABLE stock_reversal ENABLE ALWAYS TRIGGER stock_reversal_delete;
CREATE TRIGGER stock_reversal_truncate BEFORE TRUNCATE ON stock_reversal FOR EACH STATEMENT EXECUTE FUNCTION purchasing_keep();
ALTER TABLE stock_reversal ENABLE ALWAYS TRIGGER stock_reversal_truncate;
CREATE TRIGGER purchase_reversal_update BEFORE UPDATE ON purchase_reversal FOR EACH ROW EXECUTE FUNCTION purchasing_keep();
ALTER TABLE purchase_reversal ENABLE ALWAYS TRIGGER purchase_reversal_update;
CREATE TRIGGER purchase_reversal_delete BEFORE DELETE ON purchase_reversal FOR EACH ROW EXECUTE FUNCTION purchasing_keep();
ALTER TABLE purchase_reversal ENABLE ALWAYS TRIGGER purchase_reversal_delete;
CREATE TRIGGER purchase_reversal_truncate BEFORE TRUNCATE ON purchase_reversal FOR EACH STATEMENT EXECUTE FUNCTION purchasing_keep();
ALTER TABLE purchase_reversal ENABLE ALWAYS TRIGGER purchase_reversal_truncate;
CREATE TRIGGER later_bill_line_update BEFORE UPDATE ON later_bill_line FOR EACH ROW EXECUTE FUNCTION purchasing_keep();
ALTER TABLE later_bill_line ENABLE ALWAYS TRIGGER later_bill_line_update;
CREATE TRIGGER later_bill_line_delete BEFORE DELETE ON later_bill_line FOR EACH ROW EXECUTE FUNCTION purchasing_keep();
ALTER TABLE later_bill_line ENABLE ALWAYS TRIGGER later_bill_line_delete;
CREATE TRIGGER later_bill_line_truncate BEFORE TRUNCATE ON later_bill_line FOR EACH STATEMENT EXECUTE FUNCTION purchasing_keep();
ALTER TABLE later_bill_line ENABLE ALWAYS TRIGGER later_bill_line_truncate;
CREATE TRIGGER later_bill_update BEFORE UPDATE ON later_bill FOR EACH ROW EXECUTE FUNCTION receiving_fixed();
ALTER TABLE later_bill ENABLE ALWAYS TRIGGER later_bill_update;
CREATE TRIGGER later_bill_delete BEFORE DELETE ON later_bill FOR EACH ROW EXECUTE FUNCTION purchasing_keep();
ALTER TABLE later_bill ENABLE ALWAYS TRIGGER later_bill_delete;
CREATE TRIGGER later_bill_truncate BEFORE TRUNCATE ON later_bill FOR EACH STATEMENT EXECUTE FUNCTION purchasing_keep();
ALTER TABLE later_bill ENABLE ALWAYS TRIGGER later_bill_truncate;
