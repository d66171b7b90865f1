-- A document of the cooperative that was taken out of her book again gives its name free, and nothing else changes.
-- Frozen with migration 0030_taken_out; takes the place of the trigger of the same name in 0021_production.

DROP TRIGGER enterprise_acceptance_update;

CREATE TRIGGER enterprise_acceptance_update BEFORE UPDATE OF enterprise_id, book_id, kind, dealt_on, total, decision, request_id, fingerprint ON enterprise_acceptance BEGIN
  SELECT RAISE(ABORT, 'enterprise_acceptance: append only');
END;

CREATE TRIGGER enterprise_acceptance_key BEFORE UPDATE OF dealing_key ON enterprise_acceptance BEGIN
  SELECT RAISE(ABORT, 'enterprise_acceptance: append only')
    WHERE NEW.dealing_key <> OLD.dealing_key || '~' || OLD.id
      OR NOT EXISTS (SELECT 1 FROM journal_entry WHERE book_id = OLD.book_id AND reverses_seq = OLD.entry_seq);
END;
