-- Acts of an enterprise are only added to. Frozen with migration 0020_enterprises.

CREATE FUNCTION business_act_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' - 'reversed_seq' <> to_jsonb(OLD) - 'entry_seq' - 'reversed_seq' THEN
    RAISE EXCEPTION 'seal: an act never changes';
  END IF;
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq)
      OR (OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS DISTINCT FROM OLD.reversed_seq) THEN
    RAISE EXCEPTION 'seal: an act has one entry and one reversal';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER business_act_fixed BEFORE UPDATE ON business_act FOR EACH ROW EXECUTE FUNCTION business_act_fixed();
ALTER TABLE business_act ENABLE ALWAYS TRIGGER business_act_fixed;

CREATE FUNCTION business_act_stays() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an act never disappears';
END $seal$;
CREATE TRIGGER business_act_no_delete BEFORE DELETE ON business_act FOR EACH ROW EXECUTE FUNCTION business_act_stays();
ALTER TABLE business_act ENABLE ALWAYS TRIGGER business_act_no_delete;
CREATE TRIGGER business_act_no_truncate BEFORE TRUNCATE ON business_act FOR EACH STATEMENT EXECUTE FUNCTION business_act_stays();
ALTER TABLE business_act ENABLE ALWAYS TRIGGER business_act_no_truncate;

CREATE FUNCTION business_act_of_its_book() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM enterprise WHERE id = NEW.enterprise_id
      AND book_id = NEW.book_id AND cooperative_id = NEW.cooperative_id) THEN
    RAISE EXCEPTION 'seal: another book';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER business_act_of_its_book BEFORE INSERT ON business_act FOR EACH ROW EXECUTE FUNCTION business_act_of_its_book();
ALTER TABLE business_act ENABLE ALWAYS TRIGGER business_act_of_its_book;

CREATE FUNCTION enterprise_owner() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF (NEW.id, NEW.cooperative_id, NEW.book_id, NEW.member_id)
      IS DISTINCT FROM (OLD.id, OLD.cooperative_id, OLD.book_id, OLD.member_id) THEN
    RAISE EXCEPTION 'seal: a book keeps its owner';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER enterprise_owner BEFORE UPDATE ON enterprise FOR EACH ROW EXECUTE FUNCTION enterprise_owner();
ALTER TABLE enterprise ENABLE ALWAYS TRIGGER enterprise_owner;
