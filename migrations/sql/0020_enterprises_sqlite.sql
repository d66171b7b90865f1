-- Acts of an enterprise are only added to. Frozen with migration 0020_enterprises.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER business_act_fixed BEFORE UPDATE OF id, cooperative_id, book_id, enterprise_id, kind, on_date, amount, way, what, party_id, item_id, quantity, note, request_id, fingerprint, made_by, made_at ON business_act BEGIN
  SELECT RAISE(ABORT, 'seal: an act never changes');
END;

CREATE TRIGGER business_act_noted BEFORE UPDATE OF entry_seq, reversed_seq ON business_act BEGIN
  SELECT RAISE(ABORT, 'seal: an act has one entry and one reversal')
    WHERE (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq)
      OR (OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS NOT OLD.reversed_seq);
END;

CREATE TRIGGER business_act_no_delete BEFORE DELETE ON business_act BEGIN
  SELECT RAISE(ABORT, 'seal: an act never disappears');
END;

CREATE TRIGGER business_act_unused BEFORE INSERT ON business_act BEGIN
  SELECT RAISE(ABORT, 'seal: act exists') FROM business_act WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: act exists') FROM business_act
    WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;

CREATE TRIGGER business_act_of_its_book BEFORE INSERT ON business_act BEGIN
  SELECT RAISE(ABORT, 'seal: another book')
    WHERE NOT EXISTS (SELECT 1 FROM enterprise WHERE id = NEW.enterprise_id
      AND book_id = NEW.book_id AND cooperative_id = NEW.cooperative_id);
END;

CREATE TRIGGER enterprise_owner BEFORE UPDATE OF id, cooperative_id, book_id, member_id ON enterprise BEGIN
  SELECT RAISE(ABORT, 'seal: a book keeps its owner');
END;
