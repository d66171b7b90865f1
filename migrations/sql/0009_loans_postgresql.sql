-- Terms, steps and schedules of loans are only added to. Frozen with migration 0009_loans.

CREATE FUNCTION loan_term_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: terms never change';
END $seal$;
CREATE TRIGGER loan_term_no_update BEFORE UPDATE ON loan_term FOR EACH ROW EXECUTE FUNCTION loan_term_no_update();
ALTER TABLE loan_term ENABLE ALWAYS TRIGGER loan_term_no_update;

CREATE FUNCTION loan_term_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: terms never disappear';
END $seal$;
CREATE TRIGGER loan_term_no_delete BEFORE DELETE ON loan_term FOR EACH ROW EXECUTE FUNCTION loan_term_no_delete();
ALTER TABLE loan_term ENABLE ALWAYS TRIGGER loan_term_no_delete;

CREATE FUNCTION loan_term_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: terms never disappear';
END $seal$;
CREATE TRIGGER loan_term_no_truncate BEFORE TRUNCATE ON loan_term FOR EACH STATEMENT EXECUTE FUNCTION loan_term_no_truncate();
ALTER TABLE loan_term ENABLE ALWAYS TRIGGER loan_term_no_truncate;

CREATE FUNCTION loan_step_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a step never changes';
END $seal$;
CREATE TRIGGER loan_step_no_update BEFORE UPDATE ON loan_step FOR EACH ROW EXECUTE FUNCTION loan_step_no_update();
ALTER TABLE loan_step ENABLE ALWAYS TRIGGER loan_step_no_update;

CREATE FUNCTION loan_step_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a step never disappears';
END $seal$;
CREATE TRIGGER loan_step_no_delete BEFORE DELETE ON loan_step FOR EACH ROW EXECUTE FUNCTION loan_step_no_delete();
ALTER TABLE loan_step ENABLE ALWAYS TRIGGER loan_step_no_delete;

CREATE FUNCTION loan_step_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a step never disappears';
END $seal$;
CREATE TRIGGER loan_step_no_truncate BEFORE TRUNCATE ON loan_step FOR EACH STATEMENT EXECUTE FUNCTION loan_step_no_truncate();
ALTER TABLE loan_step ENABLE ALWAYS TRIGGER loan_step_no_truncate;

CREATE FUNCTION loan_schedule_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a schedule never changes';
END $seal$;
CREATE TRIGGER loan_schedule_no_update BEFORE UPDATE ON loan_schedule FOR EACH ROW EXECUTE FUNCTION loan_schedule_no_update();
ALTER TABLE loan_schedule ENABLE ALWAYS TRIGGER loan_schedule_no_update;

CREATE FUNCTION loan_schedule_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a schedule never disappears';
END $seal$;
CREATE TRIGGER loan_schedule_no_delete BEFORE DELETE ON loan_schedule FOR EACH ROW EXECUTE FUNCTION loan_schedule_no_delete();
ALTER TABLE loan_schedule ENABLE ALWAYS TRIGGER loan_schedule_no_delete;

CREATE FUNCTION loan_schedule_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a schedule never disappears';
END $seal$;
CREATE TRIGGER loan_schedule_no_truncate BEFORE TRUNCATE ON loan_schedule FOR EACH STATEMENT EXECUTE FUNCTION loan_schedule_no_truncate();
ALTER TABLE loan_schedule ENABLE ALWAYS TRIGGER loan_schedule_no_truncate;

CREATE FUNCTION loan_instalment_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an instalment never changes';
END $seal$;
CREATE TRIGGER loan_instalment_no_update BEFORE UPDATE ON loan_instalment FOR EACH ROW EXECUTE FUNCTION loan_instalment_no_update();
ALTER TABLE loan_instalment ENABLE ALWAYS TRIGGER loan_instalment_no_update;

CREATE FUNCTION loan_instalment_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an instalment never disappears';
END $seal$;
CREATE TRIGGER loan_instalment_no_delete BEFORE DELETE ON loan_instalment FOR EACH ROW EXECUTE FUNCTION loan_instalment_no_delete();
ALTER TABLE loan_instalment ENABLE ALWAYS TRIGGER loan_instalment_no_delete;

CREATE FUNCTION loan_instalment_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an instalment never disappears';
END $seal$;
CREATE TRIGGER loan_instalment_no_truncate BEFORE TRUNCATE ON loan_instalment FOR EACH STATEMENT EXECUTE FUNCTION loan_instalment_no_truncate();
ALTER TABLE loan_instalment ENABLE ALWAYS TRIGGER loan_instalment_no_truncate;

CREATE FUNCTION loan_schedule_next() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.version <> 1 + coalesce((SELECT max(version) FROM loan_schedule
      WHERE loan_id = NEW.loan_id), 0) THEN
    RAISE EXCEPTION 'seal: version';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER loan_schedule_next BEFORE INSERT ON loan_schedule FOR EACH ROW EXECUTE FUNCTION loan_schedule_next();

CREATE FUNCTION loan_instalment_next() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.number <> 1 + coalesce((SELECT max(number) FROM loan_instalment
      WHERE schedule_id = NEW.schedule_id), 0) THEN
    RAISE EXCEPTION 'seal: instalment number';
  END IF;
  IF NEW.number > (SELECT instalments FROM loan_schedule WHERE id = NEW.schedule_id) THEN
    RAISE EXCEPTION 'seal: late instalment';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER loan_instalment_next BEFORE INSERT ON loan_instalment FOR EACH ROW EXECUTE FUNCTION loan_instalment_next();
