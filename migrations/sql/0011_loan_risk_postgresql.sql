-- How loans were judged and what was written off is only added to. Frozen with migration 0011_loan_risk.

CREATE FUNCTION loan_class_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a class never changes';
END $seal$;
CREATE TRIGGER loan_class_no_update BEFORE UPDATE ON loan_class FOR EACH ROW EXECUTE FUNCTION loan_class_no_update();
ALTER TABLE loan_class ENABLE ALWAYS TRIGGER loan_class_no_update;

CREATE FUNCTION loan_class_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a class never disappears';
END $seal$;
CREATE TRIGGER loan_class_no_delete BEFORE DELETE ON loan_class FOR EACH ROW EXECUTE FUNCTION loan_class_no_delete();
ALTER TABLE loan_class ENABLE ALWAYS TRIGGER loan_class_no_delete;

CREATE FUNCTION loan_class_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a class never disappears';
END $seal$;
CREATE TRIGGER loan_class_no_truncate BEFORE TRUNCATE ON loan_class FOR EACH STATEMENT EXECUTE FUNCTION loan_class_no_truncate();
ALTER TABLE loan_class ENABLE ALWAYS TRIGGER loan_class_no_truncate;

CREATE FUNCTION loan_write_off_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.entry_seq IS NOT NULL OR to_jsonb(NEW) - 'entry_seq' <> to_jsonb(OLD) - 'entry_seq' THEN
    RAISE EXCEPTION 'seal: a write-off never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER loan_write_off_fixed BEFORE UPDATE ON loan_write_off FOR EACH ROW EXECUTE FUNCTION loan_write_off_fixed();
ALTER TABLE loan_write_off ENABLE ALWAYS TRIGGER loan_write_off_fixed;

CREATE FUNCTION loan_write_off_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a write-off never disappears';
END $seal$;
CREATE TRIGGER loan_write_off_no_delete BEFORE DELETE ON loan_write_off FOR EACH ROW EXECUTE FUNCTION loan_write_off_no_delete();
ALTER TABLE loan_write_off ENABLE ALWAYS TRIGGER loan_write_off_no_delete;

CREATE FUNCTION loan_write_off_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a write-off never disappears';
END $seal$;
CREATE TRIGGER loan_write_off_no_truncate BEFORE TRUNCATE ON loan_write_off FOR EACH STATEMENT EXECUTE FUNCTION loan_write_off_no_truncate();
ALTER TABLE loan_write_off ENABLE ALWAYS TRIGGER loan_write_off_no_truncate;
