-- Part of a return may pay a debt; papers of consignment are taken back once. Frozen with migration 0031_sales.

CREATE FUNCTION sale_return_part() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.off_debt < 0 OR NEW.off_debt >= NEW.total OR (NEW.off_debt > 0 AND NEW.refund <> 'money') THEN
    RAISE EXCEPTION 'seal: what a return takes off a debt is a part of it';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER sale_return_part BEFORE INSERT ON sale_return FOR EACH ROW EXECUTE FUNCTION sale_return_part();
ALTER TABLE sale_return ENABLE ALWAYS TRIGGER sale_return_part;

-- later definitions win: what a document says still never changes, but it can be marked as taken back once
DROP TRIGGER consignment_act_fixed ON consignment_act;
DROP FUNCTION consignment_act_fixed();
CREATE FUNCTION consignment_act_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' - 'reversed_seq' <> to_jsonb(OLD) - 'entry_seq' - 'reversed_seq' THEN
    RAISE EXCEPTION 'seal: a document of consignment never changes';
  END IF;
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq) THEN
    RAISE EXCEPTION 'seal: a document of consignment has one entry';
  END IF;
  IF (OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS DISTINCT FROM OLD.reversed_seq) THEN
    RAISE EXCEPTION 'seal: a document of consignment is taken back once';
  END IF;
  IF NEW.reversed_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal_entry
      WHERE book_id = OLD.book_id AND seq = NEW.reversed_seq AND reverses_seq = OLD.entry_seq) THEN
    RAISE EXCEPTION 'seal: only the entry that reverses a document of consignment takes it back';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER consignment_act_fixed BEFORE UPDATE ON consignment_act FOR EACH ROW EXECUTE FUNCTION consignment_act_fixed();
ALTER TABLE consignment_act ENABLE ALWAYS TRIGGER consignment_act_fixed;

CREATE FUNCTION consignment_act_stands() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.reversed_seq IS NOT NULL THEN
    RAISE EXCEPTION 'seal: a document of consignment stands when it is written';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER consignment_act_stands BEFORE INSERT ON consignment_act FOR EACH ROW EXECUTE FUNCTION consignment_act_stands();
ALTER TABLE consignment_act ENABLE ALWAYS TRIGGER consignment_act_stands;
