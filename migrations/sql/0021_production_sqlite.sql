-- Recipes, batches and acts of a workshop stay as they were written. Frozen with migration 0021_production.
-- Only a document that she had said is not for her book may go again (enterprise_acceptance).

CREATE TRIGGER recipe_version_update BEFORE UPDATE ON recipe_version BEGIN
  SELECT RAISE(ABORT, 'recipe_version: append only');
END;

CREATE TRIGGER recipe_version_delete BEFORE DELETE ON recipe_version BEGIN
  SELECT RAISE(ABORT, 'recipe_version: append only');
END;

CREATE TRIGGER recipe_version_insert BEFORE INSERT ON recipe_version WHEN EXISTS (SELECT 1 FROM recipe_version WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'recipe_version: append only');
END;

CREATE TRIGGER recipe_part_update BEFORE UPDATE ON recipe_part BEGIN
  SELECT RAISE(ABORT, 'recipe_part: append only');
END;

CREATE TRIGGER recipe_part_delete BEFORE DELETE ON recipe_part BEGIN
  SELECT RAISE(ABORT, 'recipe_part: append only');
END;

CREATE TRIGGER recipe_part_insert BEFORE INSERT ON recipe_part WHEN EXISTS (SELECT 1 FROM recipe_part WHERE version_id = NEW.version_id AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'recipe_part: append only');
END;

CREATE TRIGGER recipe_cost_update BEFORE UPDATE ON recipe_cost BEGIN
  SELECT RAISE(ABORT, 'recipe_cost: append only');
END;

CREATE TRIGGER recipe_cost_delete BEFORE DELETE ON recipe_cost BEGIN
  SELECT RAISE(ABORT, 'recipe_cost: append only');
END;

CREATE TRIGGER recipe_cost_insert BEFORE INSERT ON recipe_cost WHEN EXISTS (SELECT 1 FROM recipe_cost WHERE version_id = NEW.version_id AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'recipe_cost: append only');
END;

CREATE TRIGGER production_use_update BEFORE UPDATE ON production_use BEGIN
  SELECT RAISE(ABORT, 'production_use: append only');
END;

CREATE TRIGGER production_use_delete BEFORE DELETE ON production_use BEGIN
  SELECT RAISE(ABORT, 'production_use: append only');
END;

CREATE TRIGGER production_use_insert BEFORE INSERT ON production_use WHEN EXISTS (SELECT 1 FROM production_use WHERE batch_id = NEW.batch_id AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'production_use: append only');
END;

CREATE TRIGGER production_cost_update BEFORE UPDATE ON production_cost BEGIN
  SELECT RAISE(ABORT, 'production_cost: append only');
END;

CREATE TRIGGER production_cost_delete BEFORE DELETE ON production_cost BEGIN
  SELECT RAISE(ABORT, 'production_cost: append only');
END;

CREATE TRIGGER production_cost_insert BEFORE INSERT ON production_cost WHEN EXISTS (SELECT 1 FROM production_cost WHERE batch_id = NEW.batch_id AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'production_cost: append only');
END;

CREATE TRIGGER outlet_move_update BEFORE UPDATE ON outlet_move BEGIN
  SELECT RAISE(ABORT, 'outlet_move: append only');
END;

CREATE TRIGGER outlet_move_delete BEFORE DELETE ON outlet_move BEGIN
  SELECT RAISE(ABORT, 'outlet_move: append only');
END;

CREATE TRIGGER outlet_move_insert BEFORE INSERT ON outlet_move WHEN EXISTS (SELECT 1 FROM outlet_move WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'outlet_move: append only');
END;

CREATE TRIGGER production_batch_update BEFORE UPDATE OF enterprise_id, book_id, number, version_id, item_id, produced_on, good, rejected, reason, own_minutes, hourly_rate, way, request_id, fingerprint ON production_batch BEGIN
  SELECT RAISE(ABORT, 'production_batch: append only');
END;

CREATE TRIGGER production_batch_delete BEFORE DELETE ON production_batch BEGIN
  SELECT RAISE(ABORT, 'production_batch: append only');
END;

CREATE TRIGGER production_batch_insert BEFORE INSERT ON production_batch WHEN EXISTS (SELECT 1 FROM production_batch WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'production_batch: append only');
END;

CREATE TRIGGER outlet_act_update BEFORE UPDATE OF enterprise_id, book_id, outlet_id, kind, acted_on, gross, commission, cost, way, request_id, fingerprint ON outlet_act BEGIN
  SELECT RAISE(ABORT, 'outlet_act: append only');
END;

CREATE TRIGGER outlet_act_delete BEFORE DELETE ON outlet_act BEGIN
  SELECT RAISE(ABORT, 'outlet_act: append only');
END;

CREATE TRIGGER outlet_act_insert BEFORE INSERT ON outlet_act WHEN EXISTS (SELECT 1 FROM outlet_act WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'outlet_act: append only');
END;

CREATE TRIGGER enterprise_stock_act_update BEFORE UPDATE OF enterprise_id, book_id, item_id, kind, acted_on, quantity, amount, way, request_id, fingerprint ON enterprise_stock_act BEGIN
  SELECT RAISE(ABORT, 'enterprise_stock_act: append only');
END;

CREATE TRIGGER enterprise_stock_act_delete BEFORE DELETE ON enterprise_stock_act BEGIN
  SELECT RAISE(ABORT, 'enterprise_stock_act: append only');
END;

CREATE TRIGGER enterprise_stock_act_insert BEFORE INSERT ON enterprise_stock_act WHEN EXISTS (SELECT 1 FROM enterprise_stock_act WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'enterprise_stock_act: append only');
END;

CREATE TRIGGER enterprise_acceptance_update BEFORE UPDATE OF enterprise_id, book_id, dealing_key, kind, dealt_on, total, decision, request_id, fingerprint ON enterprise_acceptance BEGIN
  SELECT RAISE(ABORT, 'enterprise_acceptance: append only');
END;

CREATE TRIGGER enterprise_acceptance_delete BEFORE DELETE ON enterprise_acceptance WHEN OLD.decision = 'accepted' BEGIN
  SELECT RAISE(ABORT, 'enterprise_acceptance: append only');
END;

CREATE TRIGGER enterprise_acceptance_insert BEFORE INSERT ON enterprise_acceptance WHEN EXISTS (SELECT 1 FROM enterprise_acceptance WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'enterprise_acceptance: append only');
END;
