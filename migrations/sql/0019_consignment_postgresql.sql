-- Documents of consignment and trade are only added to. Frozen with migration 0019_consignment.

CREATE FUNCTION consignment_act_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' <> to_jsonb(OLD) - 'entry_seq' THEN
    RAISE EXCEPTION 'seal: a document of consignment never changes';
  END IF;
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq) THEN
    RAISE EXCEPTION 'seal: a document of consignment has one entry';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER consignment_act_fixed BEFORE UPDATE ON consignment_act FOR EACH ROW EXECUTE FUNCTION consignment_act_fixed();
ALTER TABLE consignment_act ENABLE ALWAYS TRIGGER consignment_act_fixed;

CREATE FUNCTION consignment_act_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a document of consignment never disappears';
END $seal$;
CREATE TRIGGER consignment_act_no_delete BEFORE DELETE ON consignment_act FOR EACH ROW EXECUTE FUNCTION consignment_act_no_delete();
ALTER TABLE consignment_act ENABLE ALWAYS TRIGGER consignment_act_no_delete;

CREATE FUNCTION consignment_act_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a document of consignment never disappears';
END $seal$;
CREATE TRIGGER consignment_act_no_truncate BEFORE TRUNCATE ON consignment_act FOR EACH STATEMENT EXECUTE FUNCTION consignment_act_no_truncate();
ALTER TABLE consignment_act ENABLE ALWAYS TRIGGER consignment_act_no_truncate;

CREATE FUNCTION produce_purchase_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' <> to_jsonb(OLD) - 'entry_seq' THEN
    RAISE EXCEPTION 'seal: a purchase note never changes';
  END IF;
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq) THEN
    RAISE EXCEPTION 'seal: a purchase note has one entry';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER produce_purchase_fixed BEFORE UPDATE ON produce_purchase FOR EACH ROW EXECUTE FUNCTION produce_purchase_fixed();
ALTER TABLE produce_purchase ENABLE ALWAYS TRIGGER produce_purchase_fixed;

CREATE FUNCTION produce_purchase_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a purchase note never disappears';
END $seal$;
CREATE TRIGGER produce_purchase_no_delete BEFORE DELETE ON produce_purchase FOR EACH ROW EXECUTE FUNCTION produce_purchase_no_delete();
ALTER TABLE produce_purchase ENABLE ALWAYS TRIGGER produce_purchase_no_delete;

CREATE FUNCTION produce_purchase_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a purchase note never disappears';
END $seal$;
CREATE TRIGGER produce_purchase_no_truncate BEFORE TRUNCATE ON produce_purchase FOR EACH STATEMENT EXECUTE FUNCTION produce_purchase_no_truncate();
ALTER TABLE produce_purchase ENABLE ALWAYS TRIGGER produce_purchase_no_truncate;

CREATE FUNCTION trade_payment_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF to_jsonb(NEW) - 'entry_seq' - 'reversed_seq' <> to_jsonb(OLD) - 'entry_seq' - 'reversed_seq' THEN
    RAISE EXCEPTION 'seal: a payment never changes';
  END IF;
  IF (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq)
      OR (OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS DISTINCT FROM OLD.reversed_seq) THEN
    RAISE EXCEPTION 'seal: a payment has one entry';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER trade_payment_fixed BEFORE UPDATE ON trade_payment FOR EACH ROW EXECUTE FUNCTION trade_payment_fixed();
ALTER TABLE trade_payment ENABLE ALWAYS TRIGGER trade_payment_fixed;

CREATE FUNCTION trade_payment_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a payment never disappears';
END $seal$;
CREATE TRIGGER trade_payment_no_delete BEFORE DELETE ON trade_payment FOR EACH ROW EXECUTE FUNCTION trade_payment_no_delete();
ALTER TABLE trade_payment ENABLE ALWAYS TRIGGER trade_payment_no_delete;

CREATE FUNCTION trade_payment_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a payment never disappears';
END $seal$;
CREATE TRIGGER trade_payment_no_truncate BEFORE TRUNCATE ON trade_payment FOR EACH STATEMENT EXECUTE FUNCTION trade_payment_no_truncate();
ALTER TABLE trade_payment ENABLE ALWAYS TRIGGER trade_payment_no_truncate;

CREATE FUNCTION consignment_rate_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a commission never changes';
END $seal$;
CREATE TRIGGER consignment_rate_no_update BEFORE UPDATE ON consignment_rate FOR EACH ROW EXECUTE FUNCTION consignment_rate_no_update();
ALTER TABLE consignment_rate ENABLE ALWAYS TRIGGER consignment_rate_no_update;

CREATE FUNCTION consignment_rate_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a commission never disappears';
END $seal$;
CREATE TRIGGER consignment_rate_no_delete BEFORE DELETE ON consignment_rate FOR EACH ROW EXECUTE FUNCTION consignment_rate_no_delete();
ALTER TABLE consignment_rate ENABLE ALWAYS TRIGGER consignment_rate_no_delete;

CREATE FUNCTION consignment_rate_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a commission never disappears';
END $seal$;
CREATE TRIGGER consignment_rate_no_truncate BEFORE TRUNCATE ON consignment_rate FOR EACH STATEMENT EXECUTE FUNCTION consignment_rate_no_truncate();
ALTER TABLE consignment_rate ENABLE ALWAYS TRIGGER consignment_rate_no_truncate;

CREATE FUNCTION consignment_move_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a move never changes';
END $seal$;
CREATE TRIGGER consignment_move_no_update BEFORE UPDATE ON consignment_move FOR EACH ROW EXECUTE FUNCTION consignment_move_no_update();
ALTER TABLE consignment_move ENABLE ALWAYS TRIGGER consignment_move_no_update;

CREATE FUNCTION consignment_move_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a move never disappears';
END $seal$;
CREATE TRIGGER consignment_move_no_delete BEFORE DELETE ON consignment_move FOR EACH ROW EXECUTE FUNCTION consignment_move_no_delete();
ALTER TABLE consignment_move ENABLE ALWAYS TRIGGER consignment_move_no_delete;

CREATE FUNCTION consignment_move_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a move never disappears';
END $seal$;
CREATE TRIGGER consignment_move_no_truncate BEFORE TRUNCATE ON consignment_move FOR EACH STATEMENT EXECUTE FUNCTION consignment_move_no_truncate();
ALTER TABLE consignment_move ENABLE ALWAYS TRIGGER consignment_move_no_truncate;

CREATE FUNCTION produce_line_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a line of a purchase note never changes';
END $seal$;
CREATE TRIGGER produce_line_no_update BEFORE UPDATE ON produce_line FOR EACH ROW EXECUTE FUNCTION produce_line_no_update();
ALTER TABLE produce_line ENABLE ALWAYS TRIGGER produce_line_no_update;

CREATE FUNCTION produce_line_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a line of a purchase note never disappears';
END $seal$;
CREATE TRIGGER produce_line_no_delete BEFORE DELETE ON produce_line FOR EACH ROW EXECUTE FUNCTION produce_line_no_delete();
ALTER TABLE produce_line ENABLE ALWAYS TRIGGER produce_line_no_delete;

CREATE FUNCTION produce_line_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a line of a purchase note never disappears';
END $seal$;
CREATE TRIGGER produce_line_no_truncate BEFORE TRUNCATE ON produce_line FOR EACH STATEMENT EXECUTE FUNCTION produce_line_no_truncate();
ALTER TABLE produce_line ENABLE ALWAYS TRIGGER produce_line_no_truncate;
