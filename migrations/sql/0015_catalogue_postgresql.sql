-- Consents and orders of shop windows are only added to. Frozen with migration 0015_catalogue.

CREATE FUNCTION window_keep() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION '%: append only', TG_TABLE_NAME;
END $seal$;
CREATE TRIGGER window_consent_update BEFORE UPDATE ON window_consent FOR EACH ROW EXECUTE FUNCTION window_keep();
CREATE TRIGGER window_consent_delete BEFORE DELETE ON window_consent FOR EACH ROW EXECUTE FUNCTION window_keep();
CREATE TRIGGER window_consent_truncate BEFORE TRUNCATE ON window_consent FOR EACH STATEMENT EXECUTE FUNCTION window_keep();
ALTER TABLE window_consent ENABLE ALWAYS TRIGGER window_consent_update;
ALTER TABLE window_consent ENABLE ALWAYS TRIGGER window_consent_delete;
ALTER TABLE window_consent ENABLE ALWAYS TRIGGER window_consent_truncate;
CREATE TRIGGER window_order_line_update BEFORE UPDATE ON window_order_line FOR EACH ROW EXECUTE FUNCTION window_keep();
CREATE TRIGGER window_order_line_delete BEFORE DELETE ON window_order_line FOR EACH ROW EXECUTE FUNCTION window_keep();
CREATE TRIGGER window_order_line_truncate BEFORE TRUNCATE ON window_order_line FOR EACH STATEMENT EXECUTE FUNCTION window_keep();
ALTER TABLE window_order_line ENABLE ALWAYS TRIGGER window_order_line_update;
ALTER TABLE window_order_line ENABLE ALWAYS TRIGGER window_order_line_delete;
ALTER TABLE window_order_line ENABLE ALWAYS TRIGGER window_order_line_truncate;
CREATE TRIGGER window_order_step_update BEFORE UPDATE ON window_order_step FOR EACH ROW EXECUTE FUNCTION window_keep();
CREATE TRIGGER window_order_step_delete BEFORE DELETE ON window_order_step FOR EACH ROW EXECUTE FUNCTION window_keep();
CREATE TRIGGER window_order_step_truncate BEFORE TRUNCATE ON window_order_step FOR EACH STATEMENT EXECUTE FUNCTION window_keep();
ALTER TABLE window_order_step ENABLE ALWAYS TRIGGER window_order_step_update;
ALTER TABLE window_order_step ENABLE ALWAYS TRIGGER window_order_step_delete;
ALTER TABLE window_order_step ENABLE ALWAYS TRIGGER window_order_step_truncate;
