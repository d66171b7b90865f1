-- Moves of stock are only added, each follows from the one before, and a position is what its last move says.
-- Frozen with migration 0014_products.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move BEGIN
  SELECT RAISE(ABORT, 'seal: a move of stock never changes');
END;

CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move BEGIN
  SELECT RAISE(ABORT, 'seal: a move of stock never disappears');
END;

CREATE TRIGGER stock_move_follows BEFORE INSERT ON stock_move BEGIN
  SELECT RAISE(ABORT, 'seal: the move exists') WHERE EXISTS (SELECT 1 FROM stock_move WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'seal: the number of the move') WHERE NEW.number <> 1 + coalesce((SELECT max(number) FROM stock_move WHERE position_id = NEW.position_id), 0);
  SELECT RAISE(ABORT, 'seal: the quantity does not follow') WHERE NEW.quantity_after <> NEW.quantity + coalesce((SELECT quantity_after FROM stock_move
      WHERE position_id = NEW.position_id AND number = NEW.number - 1), 0);
  SELECT RAISE(ABORT, 'seal: the value does not follow') WHERE NEW.value_after <> NEW.cost + coalesce((SELECT value_after FROM stock_move
      WHERE position_id = NEW.position_id AND number = NEW.number - 1), 0);
END;

CREATE TRIGGER stock_position_follows BEFORE UPDATE ON stock_position BEGIN
  SELECT RAISE(ABORT, 'seal: a position stays where it is') WHERE NEW.id <> OLD.id OR NEW.cooperative_id <> OLD.cooperative_id OR NEW.book_id <> OLD.book_id
      OR NEW.item_id <> OLD.item_id OR NEW.point_id <> OLD.point_id;
  SELECT RAISE(ABORT, 'seal: a position is what its moves say') WHERE NOT EXISTS (SELECT 1 FROM stock_move WHERE position_id = NEW.id AND number = NEW.moves
      AND quantity_after = NEW.quantity AND value_after = NEW.value)
      AND (NEW.moves <> 0 OR NEW.quantity <> 0 OR NEW.value <> 0);
  SELECT RAISE(ABORT, 'seal: a position is what its last move says') WHERE EXISTS (SELECT 1 FROM stock_move WHERE position_id = NEW.id AND number > NEW.moves);
END;

CREATE TRIGGER stock_position_unused BEFORE INSERT ON stock_position BEGIN
  SELECT RAISE(ABORT, 'seal: the position exists') FROM stock_position
    WHERE id = NEW.id OR (item_id = NEW.item_id AND point_id = NEW.point_id);
END;

CREATE TRIGGER stock_position_empty BEFORE INSERT ON stock_position BEGIN
  SELECT RAISE(ABORT, 'seal: a position begins empty') WHERE NEW.quantity <> 0 OR NEW.value <> 0 OR NEW.moves <> 0;
END;

CREATE TRIGGER stock_position_no_delete BEFORE DELETE ON stock_position BEGIN
  SELECT RAISE(ABORT, 'seal: a position never disappears');
END;

CREATE TRIGGER item_fixed BEFORE UPDATE ON item BEGIN
  SELECT RAISE(ABORT, 'seal: an item stays in its book') WHERE NEW.id <> OLD.id OR NEW.cooperative_id <> OLD.cooperative_id OR NEW.book_id <> OLD.book_id;
  SELECT RAISE(ABORT, 'seal: what has moved keeps kind, base unit and method') WHERE (NEW.method <> OLD.method OR NEW.kind <> OLD.kind OR NEW.base_unit <> OLD.base_unit)
      AND EXISTS (SELECT 1 FROM stock_position WHERE item_id = NEW.id AND moves > 0);
END;

CREATE TRIGGER item_price_no_update BEFORE UPDATE ON item_price BEGIN
  SELECT RAISE(ABORT, 'seal: a price never changes');
END;

CREATE TRIGGER item_price_no_delete BEFORE DELETE ON item_price BEGIN
  SELECT RAISE(ABORT, 'seal: a price never disappears');
END;

CREATE TRIGGER item_price_unused BEFORE INSERT ON item_price BEGIN
  SELECT RAISE(ABORT, 'seal: the price exists') WHERE EXISTS (SELECT 1 FROM item_price WHERE id = NEW.id);
END;

CREATE TRIGGER stock_act_fixed BEFORE UPDATE ON stock_act BEGIN
  SELECT RAISE(ABORT, 'seal: a document never changes') WHERE NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id
      OR NEW.kind IS NOT OLD.kind OR NEW.point_id IS NOT OLD.point_id OR NEW.to_point_id IS NOT OLD.to_point_id
      OR NEW.on_date IS NOT OLD.on_date OR NEW.memo IS NOT OLD.memo OR NEW.people IS NOT OLD.people
      OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by
      OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at;
  SELECT RAISE(ABORT, 'seal: a document has one entry') WHERE OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq;
END;

CREATE TRIGGER stock_act_no_delete BEFORE DELETE ON stock_act BEGIN
  SELECT RAISE(ABORT, 'seal: a document never disappears');
END;

CREATE TRIGGER stock_act_unused BEFORE INSERT ON stock_act BEGIN
  SELECT RAISE(ABORT, 'seal: the document exists') WHERE EXISTS (SELECT 1 FROM stock_act WHERE id = NEW.id
      OR (cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id));
END;

CREATE TRIGGER stock_act_line_no_update BEFORE UPDATE ON stock_act_line BEGIN
  SELECT RAISE(ABORT, 'seal: a document never changes');
END;

CREATE TRIGGER stock_act_line_no_delete BEFORE DELETE ON stock_act_line BEGIN
  SELECT RAISE(ABORT, 'seal: a document never disappears');
END;

CREATE TRIGGER stock_act_line_unused BEFORE INSERT ON stock_act_line BEGIN
  SELECT RAISE(ABORT, 'seal: the line exists') WHERE EXISTS (SELECT 1 FROM stock_act_line WHERE act_id = NEW.act_id AND number = NEW.number);
  SELECT RAISE(ABORT, 'seal: late line') WHERE EXISTS (SELECT 1 FROM stock_act WHERE id = NEW.act_id AND entry_seq IS NOT NULL);
END;

CREATE TRIGGER stock_count_line_open BEFORE UPDATE ON stock_count_line BEGIN
  SELECT RAISE(ABORT, 'seal: a finished count never changes') WHERE EXISTS (SELECT 1 FROM stock_count WHERE id = OLD.count_id AND status IN ('posted', 'dropped'));
END;

CREATE TRIGGER stock_count_line_new BEFORE INSERT ON stock_count_line BEGIN
  SELECT RAISE(ABORT, 'seal: a finished count never changes') WHERE EXISTS (SELECT 1 FROM stock_count WHERE id = NEW.count_id AND status IN ('posted', 'dropped'));
END;

CREATE TRIGGER stock_count_line_no_delete BEFORE DELETE ON stock_count_line BEGIN
  SELECT RAISE(ABORT, 'seal: a finished count never changes') WHERE EXISTS (SELECT 1 FROM stock_count WHERE id = OLD.count_id AND status IN ('posted', 'dropped'));
END;

CREATE TRIGGER stock_count_finished BEFORE UPDATE ON stock_count BEGIN
  SELECT RAISE(ABORT, 'seal: a finished count never changes') WHERE OLD.status IN ('posted', 'dropped');
END;
