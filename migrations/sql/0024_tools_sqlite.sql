-- What a remittance service asked for on a day stays as it was read; a quote is only withdrawn. Frozen with migration 0024_tools.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER remittance_quote_no_update BEFORE UPDATE OF id, cooperative_id, currency, service, quoted_on, amount, fee, fee_mode, rate_offered, rate_mid, is_open, days, source, request_id, fingerprint, made_by, made_at ON remittance_quote BEGIN
  SELECT RAISE(ABORT, 'seal: a quote never changes');
END;

CREATE TRIGGER remittance_quote_withdrawn_once BEFORE UPDATE ON remittance_quote WHEN OLD.withdrawn_on IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'seal: a withdrawn quote never changes');
END;

CREATE TRIGGER remittance_quote_no_delete BEFORE DELETE ON remittance_quote BEGIN
  SELECT RAISE(ABORT, 'seal: a quote never disappears');
END;

CREATE TRIGGER remittance_quote_unused BEFORE INSERT ON remittance_quote BEGIN
  SELECT RAISE(ABORT, 'seal: a quote exists') FROM remittance_quote WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: a quote exists') FROM remittance_quote WHERE cooperative_id = NEW.cooperative_id AND request_id = NEW.request_id;
END;
