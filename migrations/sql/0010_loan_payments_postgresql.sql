-- Payments and where their rupiah went are only added to. Frozen with migration 0010_loan_payments.

CREATE FUNCTION loan_payment_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' - 'reversed_seq' <> to_jsonb(OLD) - 'entry_seq' - 'reversed_seq' THEN
    RAISE EXCEPTION 'seal: a payment never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER loan_payment_fixed BEFORE UPDATE ON loan_payment FOR EACH ROW EXECUTE FUNCTION loan_payment_fixed();
ALTER TABLE loan_payment ENABLE ALWAYS TRIGGER loan_payment_fixed;

CREATE FUNCTION loan_payment_noted() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq)
      OR (OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS DISTINCT FROM OLD.reversed_seq) THEN
    RAISE EXCEPTION 'seal: a payment has one entry and one reversal';
  END IF;
  IF OLD.entry_seq IS NULL AND OLD.kind IN ('payment', 'settlement')
      AND NEW.amount - NEW.left_over <> coalesce((SELECT sum(amount) FROM loan_allocation
        WHERE payment_id = NEW.id AND part <> 'waived'), 0) THEN
    RAISE EXCEPTION 'seal: allocations and split differ';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER loan_payment_noted BEFORE UPDATE ON loan_payment FOR EACH ROW EXECUTE FUNCTION loan_payment_noted();
ALTER TABLE loan_payment ENABLE ALWAYS TRIGGER loan_payment_noted;

CREATE FUNCTION loan_payment_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a payment never disappears';
END $seal$;
CREATE TRIGGER loan_payment_no_delete BEFORE DELETE ON loan_payment FOR EACH ROW EXECUTE FUNCTION loan_payment_no_delete();
ALTER TABLE loan_payment ENABLE ALWAYS TRIGGER loan_payment_no_delete;

CREATE FUNCTION loan_payment_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a payment never disappears';
END $seal$;
CREATE TRIGGER loan_payment_no_truncate BEFORE TRUNCATE ON loan_payment FOR EACH STATEMENT EXECUTE FUNCTION loan_payment_no_truncate();
ALTER TABLE loan_payment ENABLE ALWAYS TRIGGER loan_payment_no_truncate;

CREATE FUNCTION loan_allocation_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an allocation never changes';
END $seal$;
CREATE TRIGGER loan_allocation_no_update BEFORE UPDATE ON loan_allocation FOR EACH ROW EXECUTE FUNCTION loan_allocation_no_update();
ALTER TABLE loan_allocation ENABLE ALWAYS TRIGGER loan_allocation_no_update;

CREATE FUNCTION loan_allocation_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an allocation never disappears';
END $seal$;
CREATE TRIGGER loan_allocation_no_delete BEFORE DELETE ON loan_allocation FOR EACH ROW EXECUTE FUNCTION loan_allocation_no_delete();
ALTER TABLE loan_allocation ENABLE ALWAYS TRIGGER loan_allocation_no_delete;

CREATE FUNCTION loan_allocation_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an allocation never disappears';
END $seal$;
CREATE TRIGGER loan_allocation_no_truncate BEFORE TRUNCATE ON loan_allocation FOR EACH STATEMENT EXECUTE FUNCTION loan_allocation_no_truncate();
ALTER TABLE loan_allocation ENABLE ALWAYS TRIGGER loan_allocation_no_truncate;

CREATE FUNCTION loan_rescheduling_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a rescheduling never changes';
END $seal$;
CREATE TRIGGER loan_rescheduling_no_update BEFORE UPDATE ON loan_rescheduling FOR EACH ROW EXECUTE FUNCTION loan_rescheduling_no_update();
ALTER TABLE loan_rescheduling ENABLE ALWAYS TRIGGER loan_rescheduling_no_update;

CREATE FUNCTION loan_rescheduling_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a rescheduling never disappears';
END $seal$;
CREATE TRIGGER loan_rescheduling_no_delete BEFORE DELETE ON loan_rescheduling FOR EACH ROW EXECUTE FUNCTION loan_rescheduling_no_delete();
ALTER TABLE loan_rescheduling ENABLE ALWAYS TRIGGER loan_rescheduling_no_delete;

CREATE FUNCTION loan_rescheduling_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a rescheduling never disappears';
END $seal$;
CREATE TRIGGER loan_rescheduling_no_truncate BEFORE TRUNCATE ON loan_rescheduling FOR EACH STATEMENT EXECUTE FUNCTION loan_rescheduling_no_truncate();
ALTER TABLE loan_rescheduling ENABLE ALWAYS TRIGGER loan_rescheduling_no_truncate;

CREATE FUNCTION loan_allocation_in_time() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM loan_payment WHERE id = NEW.payment_id AND entry_seq IS NOT NULL) THEN
    RAISE EXCEPTION 'seal: late allocation';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER loan_allocation_in_time BEFORE INSERT ON loan_allocation FOR EACH ROW EXECUTE FUNCTION loan_allocation_in_time();
ALTER TABLE loan_allocation ENABLE ALWAYS TRIGGER loan_allocation_in_time;
