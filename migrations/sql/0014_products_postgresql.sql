-- Moves of stock are only added, each follows from the one before, and a position is what its last move says.
-- Frozen with migration 0014_products.

CREATE FUNCTION stock_move_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a move of stock never changes';
END $seal$;
CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move FOR EACH ROW EXECUTE FUNCTION stock_move_no_update();
ALTER TABLE stock_move ENABLE ALWAYS TRIGGER stock_move_no_update;

CREATE FUNCTION stock_move_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a move of stock never disappears';
END $seal$;
CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move FOR EACH ROW EXECUTE FUNCTION stock_move_no_delete();
ALTER TABLE stock_move ENABLE ALWAYS TRIGGER stock_move_no_delete;

CREATE FUNCTION stock_move_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a move of stock never disappears';
END $seal$;
CREATE TRIGGER stock_move_no_truncate BEFORE TRUNCATE ON stock_move FOR EACH STATEMENT EXECUTE FUNCTION stock_move_no_truncate();
ALTER TABLE stock_move ENABLE ALWAYS TRIGGER stock_move_no_truncate;

CREATE FUNCTION stock_move_follows() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM stock_move WHERE id = NEW.id) THEN
    RAISE EXCEPTION 'seal: the move exists';
  END IF;
  IF NEW.number <> 1 + coalesce((SELECT max(number) FROM stock_move WHERE position_id = NEW.position_id), 0) THEN
    RAISE EXCEPTION 'seal: the number of the move';
  END IF;
  IF NEW.quantity_after <> NEW.quantity + coalesce((SELECT quantity_after FROM stock_move
      WHERE position_id = NEW.position_id AND number = NEW.number - 1), 0) THEN
    RAISE EXCEPTION 'seal: the quantity does not follow';
  END IF;
  IF NEW.value_after <> NEW.cost + coalesce((SELECT value_after FROM stock_move
      WHERE position_id = NEW.position_id AND number = NEW.number - 1), 0) THEN
    RAISE EXCEPTION 'seal: the value does not follow';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_move_follows BEFORE INSERT ON stock_move FOR EACH ROW EXECUTE FUNCTION stock_move_follows();
ALTER TABLE stock_move ENABLE ALWAYS TRIGGER stock_move_follows;

CREATE FUNCTION stock_position_follows() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.id <> OLD.id OR NEW.cooperative_id <> OLD.cooperative_id OR NEW.book_id <> OLD.book_id
      OR NEW.item_id <> OLD.item_id OR NEW.point_id <> OLD.point_id THEN
    RAISE EXCEPTION 'seal: a position stays where it is';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM stock_move WHERE position_id = NEW.id AND number = NEW.moves
      AND quantity_after = NEW.quantity AND value_after = NEW.value)
      AND (NEW.moves <> 0 OR NEW.quantity <> 0 OR NEW.value <> 0) THEN
    RAISE EXCEPTION 'seal: a position is what its moves say';
  END IF;
  IF EXISTS (SELECT 1 FROM stock_move WHERE position_id = NEW.id AND number > NEW.moves) THEN
    RAISE EXCEPTION 'seal: a position is what its last move says';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_position_follows BEFORE UPDATE ON stock_position FOR EACH ROW EXECUTE FUNCTION stock_position_follows();
ALTER TABLE stock_position ENABLE ALWAYS TRIGGER stock_position_follows;

CREATE FUNCTION stock_position_empty() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.quantity <> 0 OR NEW.value <> 0 OR NEW.moves <> 0 THEN
    RAISE EXCEPTION 'seal: a position begins empty';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_position_empty BEFORE INSERT ON stock_position FOR EACH ROW EXECUTE FUNCTION stock_position_empty();
ALTER TABLE stock_position ENABLE ALWAYS TRIGGER stock_position_empty;

CREATE FUNCTION stock_position_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a position never disappears';
END $seal$;
CREATE TRIGGER stock_position_no_delete BEFORE DELETE ON stock_position FOR EACH ROW EXECUTE FUNCTION stock_position_no_delete();
ALTER TABLE stock_position ENABLE ALWAYS TRIGGER stock_position_no_delete;

CREATE FUNCTION stock_position_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a position never disappears';
END $seal$;
CREATE TRIGGER stock_position_no_truncate BEFORE TRUNCATE ON stock_position FOR EACH STATEMENT EXECUTE FUNCTION stock_position_no_truncate();
ALTER TABLE stock_position ENABLE ALWAYS TRIGGER stock_position_no_truncate;

CREATE FUNCTION item_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.id <> OLD.id OR NEW.cooperative_id <> OLD.cooperative_id OR NEW.book_id <> OLD.book_id THEN
    RAISE EXCEPTION 'seal: an item stays in its book';
  END IF;
  IF (NEW.method <> OLD.method OR NEW.kind <> OLD.kind OR NEW.base_unit <> OLD.base_unit)
      AND EXISTS (SELECT 1 FROM stock_position WHERE item_id = NEW.id AND moves > 0) THEN
    RAISE EXCEPTION 'seal: what has moved keeps kind, base unit and method';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER item_fixed BEFORE UPDATE ON item FOR EACH ROW EXECUTE FUNCTION item_fixed();
ALTER TABLE item ENABLE ALWAYS TRIGGER item_fixed;

CREATE FUNCTION item_price_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a price never changes';
END $seal$;
CREATE TRIGGER item_price_no_update BEFORE UPDATE ON item_price FOR EACH ROW EXECUTE FUNCTION item_price_no_update();
ALTER TABLE item_price ENABLE ALWAYS TRIGGER item_price_no_update;

CREATE FUNCTION item_price_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a price never disappears';
END $seal$;
CREATE TRIGGER item_price_no_delete BEFORE DELETE ON item_price FOR EACH ROW EXECUTE FUNCTION item_price_no_delete();
ALTER TABLE item_price ENABLE ALWAYS TRIGGER item_price_no_delete;

CREATE FUNCTION item_price_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a price never disappears';
END $seal$;
CREATE TRIGGER item_price_no_truncate BEFORE TRUNCATE ON item_price FOR EACH STATEMENT EXECUTE FUNCTION item_price_no_truncate();
ALTER TABLE item_price ENABLE ALWAYS TRIGGER item_price_no_truncate;

CREATE FUNCTION item_price_unused() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM item_price WHERE id = NEW.id) THEN
    RAISE EXCEPTION 'seal: the price exists';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER item_price_unused BEFORE INSERT ON item_price FOR EACH ROW EXECUTE FUNCTION item_price_unused();
ALTER TABLE item_price ENABLE ALWAYS TRIGGER item_price_unused;

CREATE FUNCTION stock_act_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.id IS DISTINCT FROM OLD.id OR NEW.cooperative_id IS DISTINCT FROM OLD.cooperative_id OR NEW.book_id IS DISTINCT FROM OLD.book_id
      OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.point_id IS DISTINCT FROM OLD.point_id OR NEW.to_point_id IS DISTINCT FROM OLD.to_point_id
      OR NEW.on_date IS DISTINCT FROM OLD.on_date OR NEW.memo IS DISTINCT FROM OLD.memo OR NEW.people IS DISTINCT FROM OLD.people
      OR NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.fingerprint IS DISTINCT FROM OLD.fingerprint OR NEW.made_by IS DISTINCT FROM OLD.made_by
      OR NEW.approved_by IS DISTINCT FROM OLD.approved_by OR NEW.made_at IS DISTINCT FROM OLD.made_at THEN
    RAISE EXCEPTION 'seal: a document never changes';
  END IF;
  IF OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq THEN
    RAISE EXCEPTION 'seal: a document has one entry';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_act_fixed BEFORE UPDATE ON stock_act FOR EACH ROW EXECUTE FUNCTION stock_act_fixed();
ALTER TABLE stock_act ENABLE ALWAYS TRIGGER stock_act_fixed;

CREATE FUNCTION stock_act_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a document never disappears';
END $seal$;
CREATE TRIGGER stock_act_no_delete BEFORE DELETE ON stock_act FOR EACH ROW EXECUTE FUNCTION stock_act_no_delete();
ALTER TABLE stock_act ENABLE ALWAYS TRIGGER stock_act_no_delete;

CREATE FUNCTION stock_act_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a document never disappears';
END $seal$;
CREATE TRIGGER stock_act_no_truncate BEFORE TRUNCATE ON stock_act FOR EACH STATEMENT EXECUTE FUNCTION stock_act_no_truncate();
ALTER TABLE stock_act ENABLE ALWAYS TRIGGER stock_act_no_truncate;

CREATE FUNCTION stock_act_unused() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM stock_act WHERE id = NEW.id
      OR (cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id)) THEN
    RAISE EXCEPTION 'seal: the document exists';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_act_unused BEFORE INSERT ON stock_act FOR EACH ROW EXECUTE FUNCTION stock_act_unused();
ALTER TABLE stock_act ENABLE ALWAYS TRIGGER stock_act_unused;

CREATE FUNCTION stock_act_line_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a document never changes';
END $seal$;
CREATE TRIGGER stock_act_line_no_update BEFORE UPDATE ON stock_act_line FOR EACH ROW EXECUTE FUNCTION stock_act_line_no_update();
ALTER TABLE stock_act_line ENABLE ALWAYS TRIGGER stock_act_line_no_update;

CREATE FUNCTION stock_act_line_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a document never disappears';
END $seal$;
CREATE TRIGGER stock_act_line_no_delete BEFORE DELETE ON stock_act_line FOR EACH ROW EXECUTE FUNCTION stock_act_line_no_delete();
ALTER TABLE stock_act_line ENABLE ALWAYS TRIGGER stock_act_line_no_delete;

CREATE FUNCTION stock_act_line_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a document never disappears';
END $seal$;
CREATE TRIGGER stock_act_line_no_truncate BEFORE TRUNCATE ON stock_act_line FOR EACH STATEMENT EXECUTE FUNCTION stock_act_line_no_truncate();
ALTER TABLE stock_act_line ENABLE ALWAYS TRIGGER stock_act_line_no_truncate;

CREATE FUNCTION stock_act_line_unused() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM stock_act_line WHERE act_id = NEW.act_id AND number = NEW.number) THEN
    RAISE EXCEPTION 'seal: the line exists';
  END IF;
  IF EXISTS (SELECT 1 FROM stock_act WHERE id = NEW.act_id AND entry_seq IS NOT NULL) THEN
    RAISE EXCEPTION 'seal: late line';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_act_line_unused BEFORE INSERT ON stock_act_line FOR EACH ROW EXECUTE FUNCTION stock_act_line_unused();
ALTER TABLE stock_act_line ENABLE ALWAYS TRIGGER stock_act_line_unused;

CREATE FUNCTION stock_count_line_open() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM stock_count WHERE id = OLD.count_id AND status IN ('posted', 'dropped')) THEN
    RAISE EXCEPTION 'seal: a finished count never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_count_line_open BEFORE UPDATE ON stock_count_line FOR EACH ROW EXECUTE FUNCTION stock_count_line_open();
ALTER TABLE stock_count_line ENABLE ALWAYS TRIGGER stock_count_line_open;

CREATE FUNCTION stock_count_line_new() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM stock_count WHERE id = NEW.count_id AND status IN ('posted', 'dropped')) THEN
    RAISE EXCEPTION 'seal: a finished count never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_count_line_new BEFORE INSERT ON stock_count_line FOR EACH ROW EXECUTE FUNCTION stock_count_line_new();
ALTER TABLE stock_count_line ENABLE ALWAYS TRIGGER stock_count_line_new;

CREATE FUNCTION stock_count_line_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM stock_count WHERE id = OLD.count_id AND status IN ('posted', 'dropped')) THEN
    RAISE EXCEPTION 'seal: a finished count never changes';
  END IF;
  RETURN OLD;
END $seal$;
CREATE TRIGGER stock_count_line_no_delete BEFORE DELETE ON stock_count_line FOR EACH ROW EXECUTE FUNCTION stock_count_line_no_delete();
ALTER TABLE stock_count_line ENABLE ALWAYS TRIGGER stock_count_line_no_delete;

CREATE FUNCTION stock_count_finished() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.status IN ('posted', 'dropped') THEN
    RAISE EXCEPTION 'seal: a finished count never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER stock_count_finished BEFORE UPDATE ON stock_count FOR EACH ROW EXECUTE FUNCTION stock_count_finished();
ALTER TABLE stock_count ENABLE ALWAYS TRIGGER stock_count_finished;
