-- What was ordered, allocated and sent to a supplier is only added to. Frozen with migration 0016_round_orders.

CREATE TRIGGER supplier_offer_insert BEFORE INSERT ON supplier_offer WHEN EXISTS (SELECT 1 FROM supplier_offer WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'supplier_offer: append only');
END;

CREATE TRIGGER supplier_offer_update BEFORE UPDATE ON supplier_offer BEGIN
  SELECT RAISE(ABORT, 'supplier_offer: append only');
END;

CREATE TRIGGER supplier_offer_delete BEFORE DELETE ON supplier_offer BEGIN
  SELECT RAISE(ABORT, 'supplier_offer: append only');
END;

CREATE TRIGGER supplier_offer_tier_insert BEFORE INSERT ON supplier_offer_tier WHEN EXISTS (SELECT 1 FROM supplier_offer_tier WHERE offer_id = NEW.offer_id AND from_quantity = NEW.from_quantity) BEGIN
  SELECT RAISE(ABORT, 'supplier_offer_tier: append only');
END;

CREATE TRIGGER supplier_offer_tier_update BEFORE UPDATE ON supplier_offer_tier BEGIN
  SELECT RAISE(ABORT, 'supplier_offer_tier: append only');
END;

CREATE TRIGGER supplier_offer_tier_delete BEFORE DELETE ON supplier_offer_tier BEGIN
  SELECT RAISE(ABORT, 'supplier_offer_tier: append only');
END;

CREATE TRIGGER round_step_insert BEFORE INSERT ON round_step WHEN EXISTS (SELECT 1 FROM round_step WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_step: append only');
END;

CREATE TRIGGER round_step_update BEFORE UPDATE ON round_step BEGIN
  SELECT RAISE(ABORT, 'round_step: append only');
END;

CREATE TRIGGER round_step_delete BEFORE DELETE ON round_step BEGIN
  SELECT RAISE(ABORT, 'round_step: append only');
END;

CREATE TRIGGER round_order_act_insert BEFORE INSERT ON round_order_act WHEN EXISTS (SELECT 1 FROM round_order_act WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_order_act: append only');
END;

CREATE TRIGGER round_order_act_update BEFORE UPDATE ON round_order_act BEGIN
  SELECT RAISE(ABORT, 'round_order_act: append only');
END;

CREATE TRIGGER round_order_act_delete BEFORE DELETE ON round_order_act BEGIN
  SELECT RAISE(ABORT, 'round_order_act: append only');
END;

CREATE TRIGGER round_order_insert BEFORE INSERT ON round_order WHEN EXISTS (SELECT 1 FROM round_order WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_order: append only');
END;

CREATE TRIGGER round_order_update BEFORE UPDATE ON round_order BEGIN
  SELECT RAISE(ABORT, 'round_order: append only');
END;

CREATE TRIGGER round_order_delete BEFORE DELETE ON round_order BEGIN
  SELECT RAISE(ABORT, 'round_order: append only');
END;

CREATE TRIGGER round_result_insert BEFORE INSERT ON round_result WHEN EXISTS (SELECT 1 FROM round_result WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_result: append only');
END;

CREATE TRIGGER round_result_update BEFORE UPDATE ON round_result BEGIN
  SELECT RAISE(ABORT, 'round_result: append only');
END;

CREATE TRIGGER round_result_delete BEFORE DELETE ON round_result BEGIN
  SELECT RAISE(ABORT, 'round_result: append only');
END;

CREATE TRIGGER round_allocation_insert BEFORE INSERT ON round_allocation WHEN EXISTS (SELECT 1 FROM round_allocation WHERE result_id = NEW.result_id AND member_id = NEW.member_id) BEGIN
  SELECT RAISE(ABORT, 'round_allocation: append only');
END;

CREATE TRIGGER round_allocation_update BEFORE UPDATE ON round_allocation BEGIN
  SELECT RAISE(ABORT, 'round_allocation: append only');
END;

CREATE TRIGGER round_allocation_delete BEFORE DELETE ON round_allocation BEGIN
  SELECT RAISE(ABORT, 'round_allocation: append only');
END;

CREATE TRIGGER purchase_order_insert BEFORE INSERT ON purchase_order WHEN EXISTS (SELECT 1 FROM purchase_order WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'purchase_order: append only');
END;

CREATE TRIGGER purchase_order_update BEFORE UPDATE ON purchase_order BEGIN
  SELECT RAISE(ABORT, 'purchase_order: append only');
END;

CREATE TRIGGER purchase_order_delete BEFORE DELETE ON purchase_order BEGIN
  SELECT RAISE(ABORT, 'purchase_order: append only');
END;

CREATE TRIGGER purchase_order_line_insert BEFORE INSERT ON purchase_order_line WHEN EXISTS (SELECT 1 FROM purchase_order_line WHERE order_id = NEW.order_id AND round_item_id = NEW.round_item_id) BEGIN
  SELECT RAISE(ABORT, 'purchase_order_line: append only');
END;

CREATE TRIGGER purchase_order_line_update BEFORE UPDATE ON purchase_order_line BEGIN
  SELECT RAISE(ABORT, 'purchase_order_line: append only');
END;

CREATE TRIGGER purchase_order_line_delete BEFORE DELETE ON purchase_order_line BEGIN
  SELECT RAISE(ABORT, 'purchase_order_line: append only');
END;
