-- What was received, shared, handed over and paid never changes. Frozen with migration 0017_deliveries.

CREATE TRIGGER goods_receipt_line_insert BEFORE INSERT ON goods_receipt_line WHEN EXISTS (SELECT 1 FROM goods_receipt_line WHERE receipt_id = NEW.receipt_id AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'goods_receipt_line: append only');
END;

CREATE TRIGGER goods_receipt_line_update BEFORE UPDATE ON goods_receipt_line BEGIN
  SELECT RAISE(ABORT, 'goods_receipt_line: append only');
END;

CREATE TRIGGER goods_receipt_line_delete BEFORE DELETE ON goods_receipt_line BEGIN
  SELECT RAISE(ABORT, 'goods_receipt_line: append only');
END;

CREATE TRIGGER supplier_claim_insert BEFORE INSERT ON supplier_claim WHEN EXISTS (SELECT 1 FROM supplier_claim WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'supplier_claim: append only');
END;

CREATE TRIGGER supplier_claim_update BEFORE UPDATE ON supplier_claim BEGIN
  SELECT RAISE(ABORT, 'supplier_claim: append only');
END;

CREATE TRIGGER supplier_claim_delete BEFORE DELETE ON supplier_claim BEGIN
  SELECT RAISE(ABORT, 'supplier_claim: append only');
END;

CREATE TRIGGER supplier_payment_line_insert BEFORE INSERT ON supplier_payment_line WHEN EXISTS (SELECT 1 FROM supplier_payment_line WHERE payment_id = NEW.payment_id AND receipt_id = NEW.receipt_id) BEGIN
  SELECT RAISE(ABORT, 'supplier_payment_line: append only');
END;

CREATE TRIGGER supplier_payment_line_update BEFORE UPDATE ON supplier_payment_line BEGIN
  SELECT RAISE(ABORT, 'supplier_payment_line: append only');
END;

CREATE TRIGGER supplier_payment_line_delete BEFORE DELETE ON supplier_payment_line BEGIN
  SELECT RAISE(ABORT, 'supplier_payment_line: append only');
END;

CREATE TRIGGER round_sharing_insert BEFORE INSERT ON round_sharing WHEN EXISTS (SELECT 1 FROM round_sharing WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_sharing: append only');
END;

CREATE TRIGGER round_sharing_update BEFORE UPDATE ON round_sharing BEGIN
  SELECT RAISE(ABORT, 'round_sharing: append only');
END;

CREATE TRIGGER round_sharing_delete BEFORE DELETE ON round_sharing BEGIN
  SELECT RAISE(ABORT, 'round_sharing: append only');
END;

CREATE TRIGGER round_share_insert BEFORE INSERT ON round_share WHEN EXISTS (SELECT 1 FROM round_share WHERE sharing_id = NEW.sharing_id AND member_id = NEW.member_id) BEGIN
  SELECT RAISE(ABORT, 'round_share: append only');
END;

CREATE TRIGGER round_share_update BEFORE UPDATE ON round_share BEGIN
  SELECT RAISE(ABORT, 'round_share: append only');
END;

CREATE TRIGGER round_share_delete BEFORE DELETE ON round_share BEGIN
  SELECT RAISE(ABORT, 'round_share: append only');
END;

CREATE TRIGGER round_share_move_insert BEFORE INSERT ON round_share_move WHEN EXISTS (SELECT 1 FROM round_share_move WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_share_move: append only');
END;

CREATE TRIGGER round_share_move_update BEFORE UPDATE ON round_share_move BEGIN
  SELECT RAISE(ABORT, 'round_share_move: append only');
END;

CREATE TRIGGER round_share_move_delete BEFORE DELETE ON round_share_move BEGIN
  SELECT RAISE(ABORT, 'round_share_move: append only');
END;

CREATE TRIGGER round_dispatch_line_insert BEFORE INSERT ON round_dispatch_line WHEN EXISTS (SELECT 1 FROM round_dispatch_line WHERE dispatch_id = NEW.dispatch_id AND round_item_id = NEW.round_item_id) BEGIN
  SELECT RAISE(ABORT, 'round_dispatch_line: append only');
END;

CREATE TRIGGER round_dispatch_line_update BEFORE UPDATE ON round_dispatch_line BEGIN
  SELECT RAISE(ABORT, 'round_dispatch_line: append only');
END;

CREATE TRIGGER round_dispatch_line_delete BEFORE DELETE ON round_dispatch_line BEGIN
  SELECT RAISE(ABORT, 'round_dispatch_line: append only');
END;

CREATE TRIGGER round_delivery_line_insert BEFORE INSERT ON round_delivery_line WHEN EXISTS (SELECT 1 FROM round_delivery_line WHERE delivery_id = NEW.delivery_id AND round_item_id = NEW.round_item_id) BEGIN
  SELECT RAISE(ABORT, 'round_delivery_line: append only');
END;

CREATE TRIGGER round_delivery_line_update BEFORE UPDATE ON round_delivery_line BEGIN
  SELECT RAISE(ABORT, 'round_delivery_line: append only');
END;

CREATE TRIGGER round_delivery_line_delete BEFORE DELETE ON round_delivery_line BEGIN
  SELECT RAISE(ABORT, 'round_delivery_line: append only');
END;

CREATE TRIGGER round_settlement_insert BEFORE INSERT ON round_settlement WHEN EXISTS (SELECT 1 FROM round_settlement WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_settlement: append only');
END;

CREATE TRIGGER round_settlement_update BEFORE UPDATE ON round_settlement BEGIN
  SELECT RAISE(ABORT, 'round_settlement: append only');
END;

CREATE TRIGGER round_settlement_delete BEFORE DELETE ON round_settlement BEGIN
  SELECT RAISE(ABORT, 'round_settlement: append only');
END;

CREATE TRIGGER goods_receipt_insert BEFORE INSERT ON goods_receipt WHEN EXISTS (SELECT 1 FROM goods_receipt WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'goods_receipt: a document never changes');
END;

CREATE TRIGGER goods_receipt_update BEFORE UPDATE ON goods_receipt WHEN NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id OR NEW.supplier_id IS NOT OLD.supplier_id OR NEW.round_id IS NOT OLD.round_id OR NEW.point_id IS NOT OLD.point_id OR NEW.received_on IS NOT OLD.received_on OR NEW.bill_number IS NOT OLD.bill_number OR NEW.bill_date IS NOT OLD.bill_date OR NEW.due_on IS NOT OLD.due_on OR NEW.freight_billed IS NOT OLD.freight_billed OR NEW.loading_billed IS NOT OLD.loading_billed OR NEW.discount IS NOT OLD.discount OR NEW.freight_paid IS NOT OLD.freight_paid OR NEW.loading_paid IS NOT OLD.loading_paid OR NEW.carrier_place_id IS NOT OLD.carrier_place_id OR NEW.basis IS NOT OLD.basis OR NEW.bill_total IS NOT OLD.bill_total OR NEW.bill_place_id IS NOT OLD.bill_place_id OR NEW.memo IS NOT OLD.memo OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) BEGIN
  SELECT RAISE(ABORT, 'goods_receipt: a document never changes');
END;

CREATE TRIGGER goods_receipt_delete BEFORE DELETE ON goods_receipt BEGIN
  SELECT RAISE(ABORT, 'goods_receipt: a document never changes');
END;

CREATE TRIGGER claim_settlement_insert BEFORE INSERT ON claim_settlement WHEN EXISTS (SELECT 1 FROM claim_settlement WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'claim_settlement: a document never changes');
END;

CREATE TRIGGER claim_settlement_update BEFORE UPDATE ON claim_settlement WHEN NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id OR NEW.claim_id IS NOT OLD.claim_id OR NEW.settled_on IS NOT OLD.settled_on OR NEW.note_number IS NOT OLD.note_number OR NEW.credited IS NOT OLD.credited OR NEW.refunded IS NOT OLD.refunded OR NEW.lost IS NOT OLD.lost OR NEW.delivered IS NOT OLD.delivered OR NEW.place_id IS NOT OLD.place_id OR NEW.why IS NOT OLD.why OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) BEGIN
  SELECT RAISE(ABORT, 'claim_settlement: a document never changes');
END;

CREATE TRIGGER claim_settlement_delete BEFORE DELETE ON claim_settlement BEGIN
  SELECT RAISE(ABORT, 'claim_settlement: a document never changes');
END;

CREATE TRIGGER supplier_payment_insert BEFORE INSERT ON supplier_payment WHEN EXISTS (SELECT 1 FROM supplier_payment WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'supplier_payment: a document never changes');
END;

CREATE TRIGGER supplier_payment_update BEFORE UPDATE ON supplier_payment WHEN NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id OR NEW.supplier_id IS NOT OLD.supplier_id OR NEW.kind IS NOT OLD.kind OR NEW.paid_on IS NOT OLD.paid_on OR NEW.place_id IS NOT OLD.place_id OR NEW.cash IS NOT OLD.cash OR NEW.from_advance IS NOT OLD.from_advance OR NEW.discount IS NOT OLD.discount OR NEW.memo IS NOT OLD.memo OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) BEGIN
  SELECT RAISE(ABORT, 'supplier_payment: a document never changes');
END;

CREATE TRIGGER supplier_payment_delete BEFORE DELETE ON supplier_payment BEGIN
  SELECT RAISE(ABORT, 'supplier_payment: a document never changes');
END;

CREATE TRIGGER round_dispatch_insert BEFORE INSERT ON round_dispatch WHEN EXISTS (SELECT 1 FROM round_dispatch WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_dispatch: a document never changes');
END;

CREATE TRIGGER round_dispatch_update BEFORE UPDATE ON round_dispatch WHEN NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id OR NEW.round_id IS NOT OLD.round_id OR NEW.from_point_id IS NOT OLD.from_point_id OR NEW.to_point_id IS NOT OLD.to_point_id OR NEW.sent_on IS NOT OLD.sent_on OR NEW.carrier IS NOT OLD.carrier OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) BEGIN
  SELECT RAISE(ABORT, 'round_dispatch: a document never changes');
END;

CREATE TRIGGER round_dispatch_delete BEFORE DELETE ON round_dispatch BEGIN
  SELECT RAISE(ABORT, 'round_dispatch: a document never changes');
END;

CREATE TRIGGER order_advance_insert BEFORE INSERT ON order_advance WHEN EXISTS (SELECT 1 FROM order_advance WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'order_advance: a document never changes');
END;

CREATE TRIGGER order_advance_update BEFORE UPDATE ON order_advance WHEN NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id OR NEW.member_id IS NOT OLD.member_id OR NEW.round_id IS NOT OLD.round_id OR NEW.kind IS NOT OLD.kind OR NEW.paid_on IS NOT OLD.paid_on OR NEW.place_id IS NOT OLD.place_id OR NEW.amount IS NOT OLD.amount OR NEW.memo IS NOT OLD.memo OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) BEGIN
  SELECT RAISE(ABORT, 'order_advance: a document never changes');
END;

CREATE TRIGGER order_advance_delete BEFORE DELETE ON order_advance BEGIN
  SELECT RAISE(ABORT, 'order_advance: a document never changes');
END;

CREATE TRIGGER round_delivery_insert BEFORE INSERT ON round_delivery WHEN EXISTS (SELECT 1 FROM round_delivery WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'round_delivery: a document never changes');
END;

CREATE TRIGGER round_delivery_update BEFORE UPDATE ON round_delivery WHEN NEW.id IS NOT OLD.id OR NEW.cooperative_id IS NOT OLD.cooperative_id OR NEW.book_id IS NOT OLD.book_id OR NEW.round_id IS NOT OLD.round_id OR NEW.member_id IS NOT OLD.member_id OR NEW.group_id IS NOT OLD.group_id OR NEW.point_id IS NOT OLD.point_id OR NEW.kind IS NOT OLD.kind OR NEW.of_delivery_id IS NOT OLD.of_delivery_id OR NEW.delivered_on IS NOT OLD.delivered_on OR NEW.total IS NOT OLD.total OR NEW.advance IS NOT OLD.advance OR NEW.cash IS NOT OLD.cash OR NEW.savings IS NOT OLD.savings OR NEW.set_off IS NOT OLD.set_off OR NEW.credit IS NOT OLD.credit OR NEW.place_id IS NOT OLD.place_id OR NEW.due_on IS NOT OLD.due_on OR NEW.why IS NOT OLD.why OR NEW.request_id IS NOT OLD.request_id OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.made_by IS NOT OLD.made_by OR NEW.approved_by IS NOT OLD.approved_by OR NEW.made_at IS NOT OLD.made_at OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq) BEGIN
  SELECT RAISE(ABORT, 'round_delivery: a document never changes');
END;

CREATE TRIGGER round_delivery_delete BEFORE DELETE ON round_delivery BEGIN
  SELECT RAISE(ABORT, 'round_delivery: a document never changes');
END;
