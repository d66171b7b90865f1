-- Consents and orders of shop windows are only added to. Frozen with migration 0015_catalogue.

CREATE TRIGGER window_consent_insert BEFORE INSERT ON window_consent WHEN EXISTS (SELECT 1 FROM window_consent WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'window_consent: append only');
END;

CREATE TRIGGER window_consent_update BEFORE UPDATE ON window_consent BEGIN
  SELECT RAISE(ABORT, 'window_consent: append only');
END;

CREATE TRIGGER window_consent_delete BEFORE DELETE ON window_consent BEGIN
  SELECT RAISE(ABORT, 'window_consent: append only');
END;

CREATE TRIGGER window_order_line_insert BEFORE INSERT ON window_order_line WHEN EXISTS (SELECT 1 FROM window_order_line WHERE order_id = NEW.order_id AND line_no = NEW.line_no) BEGIN
  SELECT RAISE(ABORT, 'window_order_line: append only');
END;

CREATE TRIGGER window_order_line_update BEFORE UPDATE ON window_order_line BEGIN
  SELECT RAISE(ABORT, 'window_order_line: append only');
END;

CREATE TRIGGER window_order_line_delete BEFORE DELETE ON window_order_line BEGIN
  SELECT RAISE(ABORT, 'window_order_line: append only');
END;

CREATE TRIGGER window_order_step_insert BEFORE INSERT ON window_order_step WHEN EXISTS (SELECT 1 FROM window_order_step WHERE order_id = NEW.order_id AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'window_order_step: append only');
END;

CREATE TRIGGER window_order_step_update BEFORE UPDATE ON window_order_step BEGIN
  SELECT RAISE(ABORT, 'window_order_step: append only');
END;

CREATE TRIGGER window_order_step_delete BEFORE DELETE ON window_order_step BEGIN
  SELECT RAISE(ABORT, 'window_order_step: append only');
END;
