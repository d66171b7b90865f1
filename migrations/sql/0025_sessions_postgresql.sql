-- A closed session stays as it was; corrections are rows of their own.
CREATE FUNCTION sessions_keep() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION '%: append only', TG_TABLE_NAME;
END $seal$;

CREATE TRIGGER attendance_correction_keep BEFORE UPDATE OR DELETE ON attendance_correction FOR EACH ROW EXECUTE FUNCTION sessions_keep();
ALTER TABLE attendance_correction ENABLE ALWAYS TRIGGER attendance_correction_keep;
CREATE TRIGGER attendance_correction_truncate BEFORE TRUNCATE ON attendance_correction FOR EACH STATEMENT EXECUTE FUNCTION sessions_keep();
ALTER TABLE attendance_correction ENABLE ALWAYS TRIGGER attendance_correction_truncate;

CREATE TRIGGER session_act_keep BEFORE UPDATE OR DELETE ON session_act FOR EACH ROW EXECUTE FUNCTION sessions_keep();
ALTER TABLE session_act ENABLE ALWAYS TRIGGER session_act_keep;
CREATE TRIGGER session_act_truncate BEFORE TRUNCATE ON session_act FOR EACH STATEMENT EXECUTE FUNCTION sessions_keep();
ALTER TABLE session_act ENABLE ALWAYS TRIGGER session_act_truncate;

CREATE FUNCTION attendance_closed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (
    SELECT 1 FROM training_session WHERE id = OLD.session_id AND state IN ('closed', 'cancelled')
  ) THEN
    RAISE EXCEPTION 'attendance: the session is over';
  END IF;
  IF TG_OP <> 'DELETE' AND EXISTS (
    SELECT 1 FROM training_session WHERE id = NEW.session_id AND state IN ('closed', 'cancelled')
  ) THEN
    RAISE EXCEPTION 'attendance: the session is over';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER attendance_closed BEFORE INSERT OR UPDATE OR DELETE ON attendance FOR EACH ROW EXECUTE FUNCTION attendance_closed();
ALTER TABLE attendance ENABLE ALWAYS TRIGGER attendance_closed;
CREATE TRIGGER attendance_truncate BEFORE TRUNCATE ON attendance FOR EACH STATEMENT EXECUTE FUNCTION sessions_keep();
ALTER TABLE attendance ENABLE ALWAYS TRIGGER attendance_truncate;

CREATE FUNCTION training_session_over() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.state IN ('closed', 'cancelled') THEN
    RAISE EXCEPTION 'training_session: it is over';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER training_session_over BEFORE UPDATE ON training_session FOR EACH ROW EXECUTE FUNCTION training_session_over();
ALTER TABLE training_session ENABLE ALWAYS TRIGGER training_session_over;
CREATE TRIGGER training_session_delete BEFORE DELETE ON training_session FOR EACH ROW EXECUTE FUNCTION sessions_keep();
ALTER TABLE training_session ENABLE ALWAYS TRIGGER training_session_delete;

CREATE FUNCTION participant_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.withdrawn_on IS NOT NULL AND (NEW.name <> '' OR NEW.withdrawn_on IS NULL) THEN
    RAISE EXCEPTION 'participant: withdrawn';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER participant_withdrawn BEFORE UPDATE ON participant FOR EACH ROW EXECUTE FUNCTION participant_withdrawn();
ALTER TABLE participant ENABLE ALWAYS TRIGGER participant_withdrawn;
CREATE TRIGGER participant_delete BEFORE DELETE ON participant FOR EACH ROW EXECUTE FUNCTION sessions_keep();
ALTER TABLE participant ENABLE ALWAYS TRIGGER participant_delete;
