-- What a remittance service asked for on a day stays as it was read; a quote is only withdrawn. Frozen with migration 0024_tools.

CREATE FUNCTION remittance_quote_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a quote never changes';
END $seal$;
CREATE TRIGGER remittance_quote_no_update BEFORE UPDATE OF id, cooperative_id, currency, service, quoted_on, amount, fee, fee_mode, rate_offered, rate_mid, is_open, days, source, request_id, fingerprint, made_by, made_at ON remittance_quote FOR EACH ROW EXECUTE FUNCTION remittance_quote_no_update();
ALTER TABLE remittance_quote ENABLE ALWAYS TRIGGER remittance_quote_no_update;

CREATE FUNCTION remittance_quote_withdrawn_once() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.withdrawn_on IS NOT NULL THEN
    RAISE EXCEPTION 'seal: a withdrawn quote never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER remittance_quote_withdrawn_once BEFORE UPDATE ON remittance_quote FOR EACH ROW EXECUTE FUNCTION remittance_quote_withdrawn_once();
ALTER TABLE remittance_quote ENABLE ALWAYS TRIGGER remittance_quote_withdrawn_once;

CREATE FUNCTION remittance_quote_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a quote never disappears';
END $seal$;
CREATE TRIGGER remittance_quote_no_delete BEFORE DELETE ON remittance_quote FOR EACH ROW EXECUTE FUNCTION remittance_quote_no_delete();
ALTER TABLE remittance_quote ENABLE ALWAYS TRIGGER remittance_quote_no_delete;

CREATE FUNCTION remittance_quote_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a quote never disappears';
END $seal$;
CREATE TRIGGER remittance_quote_no_truncate BEFORE TRUNCATE ON remittance_quote FOR EACH STATEMENT EXECUTE FUNCTION remittance_quote_no_truncate();
ALTER TABLE remittance_quote ENABLE ALWAYS TRIGGER remittance_quote_no_truncate;
