-- A document of the cooperative that was taken out of her book again gives its name free, and nothing else changes.
-- Frozen with migration 0030_taken_out; takes the place of the trigger of the same name in 0021_production.

DROP TRIGGER enterprise_acceptance_update ON enterprise_acceptance;
CREATE TRIGGER enterprise_acceptance_update BEFORE UPDATE OF enterprise_id, book_id, kind, dealt_on, total, decision, request_id, fingerprint ON enterprise_acceptance FOR EACH ROW EXECUTE FUNCTION production_keep();
ALTER TABLE enterprise_acceptance ENABLE ALWAYS TRIGGER enterprise_acceptance_update;

CREATE FUNCTION enterprise_acceptance_free() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.dealing_key <> OLD.dealing_key || '~' || OLD.id::text
      OR OLD.decision <> 'accepted'
      OR (OLD.entry_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal_entry
        WHERE book_id = OLD.book_id AND reverses_seq = OLD.entry_seq))
      OR (OLD.entry_seq IS NULL AND EXISTS (SELECT 1 FROM stock_move WHERE book_id = OLD.book_id
        AND source IN ('enterprises.acceptance:' || OLD.id::text, 'reversal:enterprises.acceptance:' || OLD.id::text)
        GROUP BY position_id HAVING sum(quantity) <> 0))
      OR (OLD.entry_seq IS NULL AND EXISTS (SELECT 1 FROM outlet_move
        WHERE source IN ('enterprises.acceptance:' || OLD.id::text, 'reversal:enterprises.acceptance:' || OLD.id::text)
        GROUP BY stock_id HAVING sum(quantity) <> 0)) THEN
    RAISE EXCEPTION 'enterprise_acceptance: append only';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER enterprise_acceptance_key BEFORE UPDATE OF dealing_key ON enterprise_acceptance FOR EACH ROW EXECUTE FUNCTION enterprise_acceptance_free();
ALTER TABLE enterprise_acceptance ENABLE ALWAYS TRIGGER enterprise_acceptance_key;
