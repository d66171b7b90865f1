-- Documents of the till are only added to. Frozen with migration 0018_sales.

CREATE FUNCTION sale_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' - 'close_id' <> to_jsonb(OLD) - 'entry_seq' - 'close_id' THEN
    RAISE EXCEPTION 'seal: sale never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER sale_fixed BEFORE UPDATE ON sale FOR EACH ROW EXECUTE FUNCTION sale_fixed();
ALTER TABLE sale ENABLE ALWAYS TRIGGER sale_fixed;

CREATE FUNCTION sale_noted() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq) OR (OLD.close_id IS NOT NULL AND NEW.close_id IS DISTINCT FROM OLD.close_id) THEN
    RAISE EXCEPTION 'seal: sale has one entry and one close';
  END IF;
  IF OLD.entry_seq IS NULL AND NEW.entry_seq IS NOT NULL AND (NEW.total <> coalesce((SELECT sum(net) FROM sale_line WHERE sale_id = NEW.id), 0)) THEN
    RAISE EXCEPTION 'seal: lines and total of sale differ';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER sale_noted BEFORE UPDATE ON sale FOR EACH ROW EXECUTE FUNCTION sale_noted();
ALTER TABLE sale ENABLE ALWAYS TRIGGER sale_noted;

CREATE FUNCTION sale_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale never disappears';
END $seal$;
CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale FOR EACH ROW EXECUTE FUNCTION sale_no_delete();
ALTER TABLE sale ENABLE ALWAYS TRIGGER sale_no_delete;

CREATE FUNCTION sale_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale never disappears';
END $seal$;
CREATE TRIGGER sale_no_truncate BEFORE TRUNCATE ON sale FOR EACH STATEMENT EXECUTE FUNCTION sale_no_truncate();
ALTER TABLE sale ENABLE ALWAYS TRIGGER sale_no_truncate;

CREATE FUNCTION sale_return_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' - 'close_id' <> to_jsonb(OLD) - 'entry_seq' - 'close_id' THEN
    RAISE EXCEPTION 'seal: sale return never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER sale_return_fixed BEFORE UPDATE ON sale_return FOR EACH ROW EXECUTE FUNCTION sale_return_fixed();
ALTER TABLE sale_return ENABLE ALWAYS TRIGGER sale_return_fixed;

CREATE FUNCTION sale_return_noted() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq) OR (OLD.close_id IS NOT NULL AND NEW.close_id IS DISTINCT FROM OLD.close_id) THEN
    RAISE EXCEPTION 'seal: sale return has one entry and one close';
  END IF;
  IF OLD.entry_seq IS NULL AND NEW.entry_seq IS NOT NULL AND (NEW.total <> coalesce((SELECT sum(amount) FROM sale_return_line WHERE return_id = NEW.id), 0) OR NEW.cost <> coalesce((SELECT sum(cost) FROM sale_return_line WHERE return_id = NEW.id), 0)) THEN
    RAISE EXCEPTION 'seal: lines and total of sale return differ';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER sale_return_noted BEFORE UPDATE ON sale_return FOR EACH ROW EXECUTE FUNCTION sale_return_noted();
ALTER TABLE sale_return ENABLE ALWAYS TRIGGER sale_return_noted;

CREATE FUNCTION sale_return_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale return never disappears';
END $seal$;
CREATE TRIGGER sale_return_no_delete BEFORE DELETE ON sale_return FOR EACH ROW EXECUTE FUNCTION sale_return_no_delete();
ALTER TABLE sale_return ENABLE ALWAYS TRIGGER sale_return_no_delete;

CREATE FUNCTION sale_return_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale return never disappears';
END $seal$;
CREATE TRIGGER sale_return_no_truncate BEFORE TRUNCATE ON sale_return FOR EACH STATEMENT EXECUTE FUNCTION sale_return_no_truncate();
ALTER TABLE sale_return ENABLE ALWAYS TRIGGER sale_return_no_truncate;

CREATE FUNCTION till_close_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' <> to_jsonb(OLD) - 'entry_seq' THEN
    RAISE EXCEPTION 'seal: till close never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER till_close_fixed BEFORE UPDATE ON till_close FOR EACH ROW EXECUTE FUNCTION till_close_fixed();
ALTER TABLE till_close ENABLE ALWAYS TRIGGER till_close_fixed;

CREATE FUNCTION till_close_noted() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq) THEN
    RAISE EXCEPTION 'seal: till close has one entry and one close';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER till_close_noted BEFORE UPDATE ON till_close FOR EACH ROW EXECUTE FUNCTION till_close_noted();
ALTER TABLE till_close ENABLE ALWAYS TRIGGER till_close_noted;

CREATE FUNCTION till_close_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: till close never disappears';
END $seal$;
CREATE TRIGGER till_close_no_delete BEFORE DELETE ON till_close FOR EACH ROW EXECUTE FUNCTION till_close_no_delete();
ALTER TABLE till_close ENABLE ALWAYS TRIGGER till_close_no_delete;

CREATE FUNCTION till_close_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: till close never disappears';
END $seal$;
CREATE TRIGGER till_close_no_truncate BEFORE TRUNCATE ON till_close FOR EACH STATEMENT EXECUTE FUNCTION till_close_no_truncate();
ALTER TABLE till_close ENABLE ALWAYS TRIGGER till_close_no_truncate;

CREATE FUNCTION sale_line_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale line never changes';
END $seal$;
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line FOR EACH ROW EXECUTE FUNCTION sale_line_no_update();
ALTER TABLE sale_line ENABLE ALWAYS TRIGGER sale_line_no_update;

CREATE FUNCTION sale_line_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale line never disappears';
END $seal$;
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line FOR EACH ROW EXECUTE FUNCTION sale_line_no_delete();
ALTER TABLE sale_line ENABLE ALWAYS TRIGGER sale_line_no_delete;

CREATE FUNCTION sale_line_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale line never disappears';
END $seal$;
CREATE TRIGGER sale_line_no_truncate BEFORE TRUNCATE ON sale_line FOR EACH STATEMENT EXECUTE FUNCTION sale_line_no_truncate();
ALTER TABLE sale_line ENABLE ALWAYS TRIGGER sale_line_no_truncate;

CREATE FUNCTION sale_line_in_time() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM sale WHERE id = NEW.sale_id AND entry_seq IS NOT NULL) THEN
    RAISE EXCEPTION 'seal: late sale line';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER sale_line_in_time BEFORE INSERT ON sale_line FOR EACH ROW EXECUTE FUNCTION sale_line_in_time();
ALTER TABLE sale_line ENABLE ALWAYS TRIGGER sale_line_in_time;

CREATE FUNCTION sale_return_line_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale return line never changes';
END $seal$;
CREATE TRIGGER sale_return_line_no_update BEFORE UPDATE ON sale_return_line FOR EACH ROW EXECUTE FUNCTION sale_return_line_no_update();
ALTER TABLE sale_return_line ENABLE ALWAYS TRIGGER sale_return_line_no_update;

CREATE FUNCTION sale_return_line_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale return line never disappears';
END $seal$;
CREATE TRIGGER sale_return_line_no_delete BEFORE DELETE ON sale_return_line FOR EACH ROW EXECUTE FUNCTION sale_return_line_no_delete();
ALTER TABLE sale_return_line ENABLE ALWAYS TRIGGER sale_return_line_no_delete;

CREATE FUNCTION sale_return_line_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: sale return line never disappears';
END $seal$;
CREATE TRIGGER sale_return_line_no_truncate BEFORE TRUNCATE ON sale_return_line FOR EACH STATEMENT EXECUTE FUNCTION sale_return_line_no_truncate();
ALTER TABLE sale_return_line ENABLE ALWAYS TRIGGER sale_return_line_no_truncate;

CREATE FUNCTION sale_return_line_in_time() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM sale_return WHERE id = NEW.return_id AND entry_seq IS NOT NULL) THEN
    RAISE EXCEPTION 'seal: late return line';
  END IF;
  IF EXISTS (SELECT 1 FROM sale_return WHERE id = NEW.return_id AND sale_id <> NEW.sale_id) THEN
    RAISE EXCEPTION 'seal: return line of another sale';
  END IF;
  IF EXISTS (SELECT 1 FROM sale_line WHERE sale_id = NEW.sale_id AND number = NEW.number AND (sale_line.quantity < NEW.quantity + coalesce((SELECT sum(earlier.quantity) FROM sale_return_line AS earlier WHERE earlier.sale_id = NEW.sale_id AND earlier.number = NEW.number), 0) OR sale_line.net < NEW.amount + coalesce((SELECT sum(earlier.amount) FROM sale_return_line AS earlier WHERE earlier.sale_id = NEW.sale_id AND earlier.number = NEW.number), 0) OR sale_line.cost < NEW.cost + coalesce((SELECT sum(earlier.cost) FROM sale_return_line AS earlier WHERE earlier.sale_id = NEW.sale_id AND earlier.number = NEW.number), 0))) THEN
    RAISE EXCEPTION 'seal: more comes back than was sold';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER sale_return_line_in_time BEFORE INSERT ON sale_return_line FOR EACH ROW EXECUTE FUNCTION sale_return_line_in_time();
ALTER TABLE sale_return_line ENABLE ALWAYS TRIGGER sale_return_line_in_time;

CREATE FUNCTION qris_code_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: qris code never changes';
END $seal$;
CREATE TRIGGER qris_code_no_update BEFORE UPDATE ON qris_code FOR EACH ROW EXECUTE FUNCTION qris_code_no_update();
ALTER TABLE qris_code ENABLE ALWAYS TRIGGER qris_code_no_update;

CREATE FUNCTION qris_code_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: qris code never disappears';
END $seal$;
CREATE TRIGGER qris_code_no_delete BEFORE DELETE ON qris_code FOR EACH ROW EXECUTE FUNCTION qris_code_no_delete();
ALTER TABLE qris_code ENABLE ALWAYS TRIGGER qris_code_no_delete;

CREATE FUNCTION qris_code_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: qris code never disappears';
END $seal$;
CREATE TRIGGER qris_code_no_truncate BEFORE TRUNCATE ON qris_code FOR EACH STATEMENT EXECUTE FUNCTION qris_code_no_truncate();
ALTER TABLE qris_code ENABLE ALWAYS TRIGGER qris_code_no_truncate;

CREATE FUNCTION payment_fee_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: payment fee never changes';
END $seal$;
CREATE TRIGGER payment_fee_no_update BEFORE UPDATE ON payment_fee FOR EACH ROW EXECUTE FUNCTION payment_fee_no_update();
ALTER TABLE payment_fee ENABLE ALWAYS TRIGGER payment_fee_no_update;

CREATE FUNCTION payment_fee_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: payment fee never disappears';
END $seal$;
CREATE TRIGGER payment_fee_no_delete BEFORE DELETE ON payment_fee FOR EACH ROW EXECUTE FUNCTION payment_fee_no_delete();
ALTER TABLE payment_fee ENABLE ALWAYS TRIGGER payment_fee_no_delete;

CREATE FUNCTION payment_fee_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: payment fee never disappears';
END $seal$;
CREATE TRIGGER payment_fee_no_truncate BEFORE TRUNCATE ON payment_fee FOR EACH STATEMENT EXECUTE FUNCTION payment_fee_no_truncate();
ALTER TABLE payment_fee ENABLE ALWAYS TRIGGER payment_fee_no_truncate;
